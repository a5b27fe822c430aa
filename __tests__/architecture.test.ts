/** The shape of the source, as the section "Project layout" of CONTRIBUTING.md draws it. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../scripts/documents.ts';

const MAX_LINES = 300;
/** The size of the source as it was reached. To be lowered when it shrinks, and raised only for a new feature. */
const MAX_FILES = 90;
const MAX_TOTAL_LINES = 14_424;
/** The one module outside `github/` that knows a package of the runner: its globs are those of GitHub's own actions. */
const SCAN = 'files/local/scan.ts';

interface SourceFile {
  /** Relative to `src/`, as are the imports. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const source = path.join(root, 'src');
const files: readonly SourceFile[] = globSync('**/*.ts', { cwd: source, exclude: ['**/*.d.ts'] })
  .map((file) => file.replaceAll(path.sep, '/'))
  .sort()
  .map(readSource);

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(source, file), 'utf8');
  const specifiers = [...text.matchAll(/^(?:import|export|\}) ?.*?'([^']+)';$|\bimport\('([^']+)'\)/gm)].flatMap(
    ([, declared, loaded]) => declared ?? loaded ?? [],
  );
  const isLocal = (specifier: string): boolean => specifier.startsWith('.') && specifier.endsWith('.ts');
  return {
    file,
    lines: text.split('\n').length - 1,
    imports: specifiers.filter(isLocal).map((specifier) => path.posix.join(path.posix.dirname(file), specifier)),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  };
}

/** The part of the source that a file belongs to: its folder, or `run` for what stands beside the folders. */
function partOf(file: string): string {
  const [folder = '', rest] = file.split('/');
  if (rest !== undefined) return folder;
  return file === 'index.ts' ? file : 'run';
}

/** The arrows between parts, each as `FROM -> TO`. */
function realArrows(): string[] {
  const arrows = files.flatMap(({ file, imports }) => imports.map((target) => [partOf(file), partOf(target)] as const));
  return [...new Set(arrows.filter(([from, to]) => from !== to).map(([from, to]) => `${from} -> ${to}`))].sort();
}

function drawnArrows(): string[] {
  const page = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  const lines = page.matchAll(/^([\w.]+) +-> (.+)$/gm);
  return [...lines].flatMap(([, from, to = '']) => to.split(', ').map((target) => `${from} -> ${target}`)).sort();
}

/** A circle of imports that can be reached from a file, as a path; undefined where there is none. */
function findCircle(file: string, done: Set<string>, trail: readonly string[] = []): readonly string[] | undefined {
  if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
  if (done.has(file)) return undefined;
  for (const target of files.find((one) => one.file === file)?.imports ?? []) {
    const circle = findCircle(target, done, [...trail, file]);
    if (circle !== undefined) return circle;
  }
  done.add(file);
  return undefined;
}

describe('the imports of the source', () => {
  test('follow the arrows that CONTRIBUTING.md draws, and use each of them', () => {
    expect(drawnArrows()).not.toEqual([]);
    expect(realArrows()).toEqual(drawnArrows());
  });

  test('form no circle', () => {
    const done = new Set<string>();

    const circles = files.map(({ file }) => findCircle(file, done)).filter((circle) => circle !== undefined);

    expect([...new Set(circles.map((circle) => circle.join(' -> ')))]).toEqual([]);
    expect(done.size).toBe(files.length);
  });

  test('lead from index.ts to every file', () => {
    const reached = new Set(['index.ts']);
    for (const file of reached) {
      for (const target of files.find((one) => one.file === file)?.imports ?? []) reached.add(target);
    }

    expect(files.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([]);
  });

  test('name packages of the runner in github/ alone, but for the globs of `path`', () => {
    const runnerPackages = files
      .filter(({ file }) => partOf(file) !== 'github')
      .flatMap(({ file, packages }) =>
        packages.filter((name) => name.startsWith('@actions/')).map((name) => `${file}: ${name}`),
      );

    expect([...new Set(runnerPackages)]).toEqual([`${SCAN}: @actions/glob`]);
  });
});

test('only ActionError extends Error, so that every error of the action knows its text', () => {
  const derived = files.flatMap(({ file }) =>
    [...readFileSync(path.join(source, file), 'utf8').matchAll(/class (\w+) extends Error\b/g)].map(
      ([, name]) => `${file}: ${name}`,
    ),
  );

  expect(derived).toEqual(['net/errors.ts: ActionError']);
});

test(`no file of the source has more than ${MAX_LINES} lines`, () => {
  expect(files.filter(({ lines }) => lines > MAX_LINES).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test(`the source has at most ${MAX_FILES} files and ${MAX_TOTAL_LINES} lines`, () => {
  expect(files.length).toBeLessThanOrEqual(MAX_FILES);
  expect(files.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(MAX_TOTAL_LINES);
});

test.each(['bench', 'demo', 'emulator', 'scripts', 'src'])('%s/ imports nothing from the tests', (folder) => {
  const texts = globSync(`${folder}/**/*.ts`, { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));

  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => text.includes('/__tests__/'))).toEqual([]);
});
