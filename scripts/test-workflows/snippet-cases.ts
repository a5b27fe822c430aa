/** The snippets of the pages, each run unchanged: their steps, and what the pages say about them. */
import { parse } from 'yaml';
import { asWorkflow, type Snippet, snippets } from '../documents.ts';
import { addVersion, type Bed } from './bed.ts';
import { type Case, dispatch, expect, release, tagPush } from './cases.ts';

/** What starts a snippet, by the first word behind `on:`; steps alone run on a pushed tag. */
const starts = { release, push: tagPush, workflow_dispatch: dispatch({}) };

export function snippetCases(): Case[] {
  return snippets().map(snippetCase);
}

function snippetCase(snippet: Snippet): Case {
  const workflow = asWorkflow(snippet);
  const event = Object.keys(starts).find((name) => new RegExp(`^on:\\s+${name}\\b`, 'm').test(workflow.text));
  const tool = /run: (jq)\b/.exec(workflow.text)?.[1];
  return {
    workflow,
    ...starts[event === 'release' || event === 'workflow_dispatch' ? event : 'push'],
    ...(tool === undefined ? {} : { tool }),
    prepare: addDocumentedVersions,
    jobs: jobsOf(workflow.text).map((job) => `${job} success`),
    check: (_bed, run) => expect(!run.log.includes('::warning'), 'a step warns'),
  };
}

/** Creates what the pages name in the local Paperspace. */
async function addDocumentedVersions(bed: Bed): Promise<void> {
  await addVersion(bed, { tags: ['v1.2.0', 'production'], ageDays: 1 });
  const dataset = bed.emulator.paperspace.addDataset({ id: 'dst364npcw6ccok', name: 'documented' });
  bed.emulator.paperspace.addVersion(dataset.id, { id: 'fo5rp4m' });
}

function jobsOf(text: string): string[] {
  const workflow: unknown = parse(text);
  const jobs = typeof workflow === 'object' && workflow !== null && 'jobs' in workflow ? workflow.jobs : {};
  return Object.keys(jobs ?? {}).sort();
}
