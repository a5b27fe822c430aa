/**
 * Behaviors that the API reference leaves open, one option for each. The emulator supports every choice, so that a client
 * is tested against all of them and depends on none.
 */

/** Defines how the emulator behaves where the reference is silent. */
export interface Answers {
  /** A tag sent for a version while another version has it: it moves, the request fails with a 409, or both have it. */
  readonly tagHolder: 'moves' | 'conflict' | 'stays';
  /** Whether PUT `tags` replaces the tags or adds to them. */
  readonly putTags: 'replace' | 'merge';
  /** Whether PUT `metadata` replaces the object or merges its top-level keys into it. */
  readonly putMetadata: 'replace' | 'merge';
  /** Whether lists of versions contain drafts. A draft can always be read by its ID. */
  readonly draftsInLists: boolean;
  /** `isCommitted: true` for a committed version: a 200 that changes nothing, or a 409. */
  readonly commitTwice: 'ok' | 'error';
  /** `nextPage` of the last page. */
  readonly lastPage: 'null' | 'absent';
  /** Whether the filter `tags=a,b` matches versions with any of the tags or with all. */
  readonly tagsFilter: 'any' | 'all';
  /** Whether a tag of the filter must equal a version's tag or be its prefix. */
  readonly tagsFilterMatch: 'exact' | 'prefix';
  /**
   * Whether `message` and `metadata` of a committed version can change; if not, the request fails with a 400. Its tags always
   * can change, because a tag must be able to move to another version.
   */
  readonly editCommitted: 'allowed' | 'refused';
  /** The body of an error: with `details`, with `issues` instead, empty, or the HTML page of a proxy. */
  readonly errorBody: 'details' | 'issues' | 'empty' | 'html';
  /** Whether a second dataset with the same name in a team is a 409. */
  readonly uniqueNames: boolean;
  /** The page size for requests without `limit`, 1 to 120. */
  readonly defaultLimit: number;
}

/** Every option with its values, the default first. */
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

/** The default answers: the first choice of each option. */
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
