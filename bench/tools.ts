/** The programs whose transfers are compared: this action and common S3 tools. */
import { step, temporary } from './action.ts';
import type { Contender } from './measure.ts';
import { BUCKET, findTool, type Servers } from './servers.ts';

/** What is measured: all files up, all up again with 1 % changed, all down into an empty folder. */
export const jobs = ['up', 'up, 1 % changed', 'down'] as const;
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
  /** Returns how the tool does its jobs, in the order of {@link jobs}. */
  prepare(round: Round): Promise<Readonly<Record<TransferJob, Contender>>>;
}

export const ownTool: Tool = {
  name: 'this action',
  prepare: async ({ servers, aws, source, target }) => {
    const dataset = await servers.createDataset('flowers');
    const snapshot = (tag: string) =>
      step(tag, servers, { operation: 'snapshot', dataset, tags: tag, key: tag, path: source }, aws);
    const download = { operation: 'download-files', dataset: `${dataset}:v1`, path: target };
    return {
      up: await snapshot('v1'),
      'up, 1 % changed': await snapshot('v2'),
      down: await step('download-files', servers, download, aws),
    };
  },
};

/** The words after a tool's name that bring everything below one place to another. */
type Parameters = (verb: 'copy' | 'sync', from: string, to: string) => string[];

/** Describes a command-line tool. `root` is how it names the bucket, with a slash at the end. */
function commandLineTool(name: string, root: string, parameters: Parameters): Tool | undefined {
  const command = findTool(name);
  if (command === undefined) return undefined;
  return {
    name,
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
        'up, 1 % changed': run(parameters('copy', first, second), parameters('sync', `${source}/`, second)),
        down: run(parameters('copy', first, `${target}/`)),
      };
    },
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Returns this action and every other tool that is installed. */
export function installedTools(): Tool[] {
  const others = [
    commandLineTool('s5cmd', `s3://${BUCKET}/`, (verb, from, to) => {
      const everything = verb === 'copy' && from.startsWith('s3:') ? `${from}*` : from;
      return ['--log', 'error', verb === 'copy' ? 'cp' : 'sync', everything, to];
    }),
    commandLineTool('rclone', `:s3,provider=Other,env_auth=true,force_path_style=true:${BUCKET}/`, (verb, from, to) => [
      verb,
      '--transfers',
      '16',
      from,
      to,
    ]),
    commandLineTool('aws', `s3://${BUCKET}/`, (verb, from, to) => {
      return ['s3', ...(verb === 'copy' ? ['cp', '--recursive'] : ['sync']), '--only-show-errors', from, to];
    }),
  ];
  return [ownTool, ...others.filter((tool) => tool !== undefined)];
}
