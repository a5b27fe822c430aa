/** The programs whose transfers are compared: this action and common S3 tools. */
import { step, temporary } from './action.ts';
import type { Contender } from './measure.ts';
import { BUCKET, findTool, type Servers } from './servers.ts';

/** The measured jobs: upload all files, upload all again with 1% changed, download all into an empty folder. */
export const jobs = ['up', 'up, 1% changed', 'down'] as const;
export type TransferJob = (typeof jobs)[number];

/** The folders and servers of one round. */
export interface Round {
  readonly servers: Servers;
  /** The variables that connect to the storage, over a slow link or directly. */
  readonly aws: Readonly<Record<string, string>>;
  readonly source: string;
  /** An empty folder. */
  readonly target: string;
}

export interface Tool {
  readonly name: string;
  /** Whether it takes several times as long as the others. */
  readonly isSlow: boolean;
  /** Returns how the tool does its jobs, in the order of {@link jobs}. */
  prepare(round: Round): Promise<Readonly<Record<TransferJob, Contender>>>;
}

export const ownTool: Tool = {
  name: 'this action',
  isSlow: false,
  prepare: async ({ servers, aws, source, target }) => {
    const dataset = await servers.createDataset('flowers');
    const snapshot = (tag: string) =>
      step(tag, servers, { operation: 'snapshot', dataset, tags: tag, key: tag, path: source }, aws);
    const download = { operation: 'download-files', dataset: `${dataset}:v1`, path: target };
    return {
      up: await snapshot('v1'),
      'up, 1% changed': await snapshot('v2'),
      down: await step('download-files', servers, download, aws),
    };
  },
};

/** The words after a tool's name that copy everything below one place to another. */
type Parameters = (verb: 'copy' | 'sync', from: string, to: string) => string[];

/** Describes a command-line tool. `root` is how it names the bucket, with a slash at the end. */
interface CommandLineTool extends Pick<Tool, 'name' | 'isSlow'> {
  readonly root: string;
  readonly parameters: Parameters;
}

function toolOf({ name, isSlow, root, parameters }: CommandLineTool, command: string): Tool {
  return {
    name,
    isSlow,
    prepare: async ({ aws, source, target }) => {
      const endpoint = aws.AWS_ENDPOINT_URL_S3 ?? '';
      const env = { ...aws, HOME: temporary(), S3_ENDPOINT_URL: endpoint, RCLONE_S3_ENDPOINT: endpoint };
      const [first, second] = [`${root}${name}/v1/`, `${root}${name}/v2/`];
      const run = (...steps: string[][]): Contender => {
        const script = steps.map((step) => [command, ...step].map(quote).join(' ')).join(' && ');
        return { name, command: 'sh', parameters: ['-c', script], env };
      };
      return {
        up: run(parameters('copy', `${source}/`, first)),
        'up, 1% changed': run(parameters('copy', first, second), parameters('sync', `${source}/`, second)),
        down: run(parameters('copy', first, `${target}/`)),
      };
    },
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

const others: readonly CommandLineTool[] = [
  {
    name: 's5cmd',
    isSlow: false,
    root: `s3://${BUCKET}/`,
    parameters: (verb, from, to) => {
      const everything = verb === 'copy' && from.startsWith('s3:') ? `${from}*` : from;
      return ['--log', 'error', verb === 'copy' ? 'cp' : 'sync', everything, to];
    },
  },
  {
    name: 'rclone',
    isSlow: true,
    root: `:s3,provider=Other,env_auth=true,force_path_style=true:${BUCKET}/`,
    parameters: (verb, from, to) => [verb, '--transfers', '16', from, to],
  },
  {
    name: 'aws',
    isSlow: true,
    root: `s3://${BUCKET}/`,
    parameters: (verb, from, to) => [
      's3',
      ...(verb === 'copy' ? ['cp', '--recursive'] : ['sync']),
      '--only-show-errors',
      from,
      to,
    ],
  },
];

/** Finds this action and the other tools whose name contains one of `named`, or every one. */
export function findTools(named: readonly string[] | undefined): { tools: Tool[]; missing: string[] } {
  const isMeant = ({ name }: { readonly name: string }): boolean => named?.some((one) => name.includes(one)) ?? true;
  const tools: Tool[] = [ownTool].filter(isMeant);
  const missing: string[] = [];
  for (const tool of others.filter(isMeant)) {
    const command = findTool(tool.name);
    if (command === undefined) missing.push(tool.name);
    else tools.push(toolOf(tool, command));
  }
  return { tools, missing };
}
