/** The snippets of the pages, each run unchanged: their steps, and what the pages say about them. */
import { parse } from 'yaml';
import { asWorkflow, type Snippet, snippets } from '../documents.ts';
import type { ActOptions } from './act.ts';
import { addVersion, type Bed, REPOSITORY } from './bed.ts';
import { type Case, dispatch, expect, pullRequest, release, tagPush } from './cases.ts';

/** What starts a snippet, by the first word behind `on:`; steps alone run on a pushed tag. */
const starts = new Map<string, ActOptions>([
  ['release', release],
  ['push', tagPush],
  ['pull_request', pullRequest(REPOSITORY)],
  ['workflow_dispatch', dispatch({})],
]);

export function snippetCases(): Case[] {
  return snippets().map(snippetCase);
}

function snippetCase(snippet: Snippet): Case {
  const workflow = asWorkflow(snippet);
  const [, event = 'push'] = /^on:\s+(\w+)/m.exec(workflow.text) ?? [];
  const tool = /run: (jq)\b/.exec(workflow.text)?.[1];
  return {
    workflow,
    ...(starts.get(event) ?? tagPush),
    ...(tool === undefined ? {} : { tool }),
    prepare: (bed) => addDocumentedVersions(bed, workflow.text),
    jobs: jobsOf(workflow.text).map((job) => `${job} success`),
    check: (_bed, run) => expect(!run.log.includes('::warning'), 'a step warns'),
  };
}

/** Creates what the pages name in the local Paperspace: an older version only for a snippet that compares with it. */
async function addDocumentedVersions(bed: Bed, text: string): Promise<void> {
  if (text.includes('v1.1.0')) await addVersion(bed, { tags: ['v1.1.0'], ageDays: 2 });
  await addVersion(bed, { tags: ['v1.2.0', 'production'], ageDays: 1 });
  const dataset = bed.emulator.paperspace.addDataset({ id: 'dst364npcw6ccok', name: 'documented' });
  bed.emulator.paperspace.addVersion(dataset.id, { id: 'fo5rp4m' });
}

function jobsOf(text: string): string[] {
  const workflow: unknown = parse(text);
  const jobs = typeof workflow === 'object' && workflow !== null && 'jobs' in workflow ? workflow.jobs : {};
  return Object.keys(jobs ?? {}).sort();
}
