import packageJson from '../package.json' with { type: 'json' };

/** The version of this action. */
export const VERSION = packageJson.version;
