import type { BuildOptions } from 'esbuild';

export function browserBuild(root: string, entryPoints: string[]): BuildOptions;
