/** How modules of the desk are bundled for browsers: one file each, so that a page loads what it names and nothing else. */
export function browserBuild(root, entryPoints) {
  return {
    absWorkingDir: root,
    entryPoints,
    outdir: root,
    bundle: true,
    minify: true,
    // Nothing of a module is left lying about in a page, least of all in another site's.
    format: 'iife',
    loader: { '.css': 'text' },
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'warning',
  };
}
