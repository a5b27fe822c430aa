/**
 * What the API reference leaves open, one option a question. The emulator can be set to each answer, so that a client
 * is tried against all of them and comes to depend on none.
 */

/** How this emulator behaves where the reference is silent. */
export interface Answers {
  /** A tag that is sent for a version while another holds it: leaves the other, is a 409, or is held by both. */
  readonly tagHolder: 'moves' | 'conflict' | 'stays';
  /** Whether PUT `tags` is the whole set or an addition. */
  readonly putTags: 'replace' | 'merge';
  /** Whether PUT `metadata` is the whole object or its top-level keys are merged into what is there. */
  readonly putMetadata: 'replace' | 'merge';
  /** Whether lists of versions hold drafts. A draft can be read by its id either way. */
  readonly draftsInLists: boolean;
  /** `isCommitted: true` for a committed version: a 200 that changes nothing, or a 409. */
  readonly commitTwice: 'ok' | 'error';
  /** `nextPage` of the last page. */
  readonly lastPage: 'null' | 'absent';
  /** Whether the filter `tags=a,b` wants one of them or both. */
  readonly tagsFilter: 'any' | 'all';
  /** Whether a tag of the filter is compared whole or as a beginning. */
  readonly tagsFilterMatch: 'exact' | 'prefix';
  /**
   * Whether `message` and `metadata` of a committed version can change; refused with a 400. Its tags always can: a tag
   * that could never move to another version would be of no use to anybody.
   */
  readonly editCommitted: 'allowed' | 'refused';
  /** The body of an error: with `details`, with `issues` in its place, none, or a page of a proxy in between. */
  readonly errorBody: 'details' | 'issues' | 'empty' | 'html';
  /** Whether a second dataset of a team's name is a 409. */
  readonly uniqueNames: boolean;
  /** Items on a page where the request has no `limit`, 1 to 120. */
  readonly defaultLimit: number;
}

/** Every option with the values to try, the default first. */
export const answerChoices: { readonly [Name in keyof Answers]: readonly [Answers[Name], ...Answers[Name][]] } = {
  tagHolder: ['moves', 'conflict', 'stays'],
  putTags: ['replace', 'merge'],
  putMetadata: ['replace', 'merge'],
  draftsInLists: [true, false],
  commitTwice: ['ok', 'error'],
  lastPage: ['null', 'absent'],
  tagsFilter: ['any', 'all'],
  tagsFilterMatch: ['exact', 'prefix'],
  editCommitted: ['allowed', 'refused'],
  errorBody: ['details', 'issues', 'empty', 'html'],
  uniqueNames: [false, true],
  defaultLimit: [10, 1, 120],
};

/** The answers where nothing else is asked for: the first choice of each. */
export const defaultAnswers: Answers = {
  tagHolder: 'moves',
  putTags: 'replace',
  putMetadata: 'replace',
  draftsInLists: true,
  commitTwice: 'ok',
  lastPage: 'null',
  tagsFilter: 'any',
  tagsFilterMatch: 'exact',
  editCommitted: 'allowed',
  errorBody: 'details',
  uniqueNames: false,
  defaultLimit: 10,
};

/**
 * Reads options from the command line, each `name=value`.
 *
 * @throws Error that names every option which is unknown or has a value it does not take.
 */
export function parseAnswers(options: readonly string[]): Partial<Answers> {
  const parsed = options.map(parseAnswer);
  const problems = parsed.filter((one) => typeof one === 'string');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.assign({}, ...parsed);
}

function parseAnswer(option: string): Partial<Answers> | string {
  const [name = '', value] = splitOnce(option, '=');
  if (!isAnswerName(name)) {
    return `unknown answer "${name}": it is one of ${Object.keys(answerChoices).join(', ')}`;
  }
  if (value === undefined) return `answer "${name}" has no value: write ${name}=VALUE`;
  if (name === 'defaultLimit') return parseDefaultLimit(value);
  const choice = answerChoices[name].find((one) => String(one) === value);
  if (choice === undefined) {
    return `answer "${name}" cannot be "${value}": it is one of ${answerChoices[name].map(String).join(', ')}`;
  }
  return { [name]: choice };
}

function parseDefaultLimit(value: string): Partial<Answers> | string {
  const limit = Number(value);
  if (/^\d+$/.test(value) && limit >= 1 && limit <= 120) return { defaultLimit: limit };
  return `answer "defaultLimit" cannot be "${value}": it is a number from 1 to 120`;
}

function isAnswerName(name: string): name is keyof Answers {
  return Object.hasOwn(answerChoices, name);
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
