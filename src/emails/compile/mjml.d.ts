declare module 'mjml' {
  interface Options {
    minify: boolean;
    minifyOptions: { minifyCss: boolean };
    ignoreIncludes: boolean;
    validationLevel: 'strict';
    fonts: Record<string, string>;
    keepComments: boolean;
  }
  export default function mjml2html(source: string, options: Options): Promise<{ html: string }>;
}
