/** The event and environment that GitHub's runner gives a job started by a published release. */
export const releaseEvent = {
  action: 'published',
  release: {
    id: 1,
    name: 'Spring data',
    tag_name: 'v1.2.3',
    html_url: 'https://github.com/acme/flowers/releases/tag/v1.2.3',
    created_at: '2026-01-01T00:00:00Z',
    body: 'More tulips.',
  },
};

export const releaseEnv = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTION: 'snapshot',
  GITHUB_ACTOR: 'octocat',
  GITHUB_EVENT_NAME: 'release',
  GITHUB_JOB: 'publish',
  GITHUB_REF: 'refs/tags/v1.2.3',
  GITHUB_REF_NAME: 'v1.2.3',
  GITHUB_REF_TYPE: 'tag',
  GITHUB_REPOSITORY: 'acme/flowers',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '4242',
  GITHUB_RUN_NUMBER: '42',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  GITHUB_WORKFLOW: 'Release',
};

/** Returns a consistent event and environment for a release of another tag. */
export function releaseOf(tag: string): { readonly event: unknown; readonly env: Readonly<Record<string, string>> } {
  const html_url = `https://github.com/acme/flowers/releases/tag/${tag}`;
  return {
    event: { ...releaseEvent, release: { ...releaseEvent.release, name: `Release ${tag}`, tag_name: tag, html_url } },
    env: { GITHUB_REF: `refs/tags/${tag}`, GITHUB_REF_NAME: tag },
  };
}
