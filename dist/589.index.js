export const id = 589;
export const ids = [589,57];
export const modules = {

/***/ 5784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ updateGitHub),
/* harmony export */   _: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2312);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2958);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7392);
/* harmony import */ var _net_dispatcher_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7057);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9228);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(745);
/** GitHub's API, for what a step keeps up to date there. Loaded only where a step asks for it. */






/** Comments and release notes are optional, so a step spends little time on them. */
const MAX_RETRIES = 2;
/** Connects through the proxies that the environment names. Nothing is sent yet. */
function connectToGitHub({ env, token, idleTimeoutMs, retryContext }) {
    const debug = (message) => retryContext.log.debug(message);
    // The toolkit's own connections wait five minutes for a response and ignore cancellation.
    const dispatcher = (0,_net_dispatcher_js__WEBPACK_IMPORTED_MODULE_2__.createDispatcher)({ proxy: (0,_workflow_js__WEBPACK_IMPORTED_MODULE_3__/* .proxyEnvironment */ .wP)(env), idleTimeoutMs, connections: 1 });
    const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, {
        baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
        userAgent: _workflow_js__WEBPACK_IMPORTED_MODULE_3__/* .USER_AGENT */ ._O,
        // Its default prints what a server says as it is.
        log: { debug, info: debug, warn: debug, error: debug },
        request: {
            fetch: (url, options) => (0,undici__WEBPACK_IMPORTED_MODULE_1__/* .fetch */ .hd)(url, { ...options, dispatcher }),
            signal: retryContext.signal,
        },
    });
    const limited = { ...retryContext, retries: Math.min(MAX_RETRIES, retryContext.retries) };
    return {
        octokit,
        retry: (action, attempt) => (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .withRetry */ .bD)(action, limited, attempt, (error) => retryDecision(error, retryContext.clock.now())),
        close: () => dispatcher.destroy(),
    };
}
/** Returns the owner and the name of the repository that the workflow runs in. */
function repositoryOf({ GITHUB_REPOSITORY = '' }) {
    const [owner = '', repo = ''] = GITHUB_REPOSITORY.split('/');
    return { owner, repo };
}
const failureSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    status: valibot__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig(),
    message: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    response: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ headers: valibot__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J()) })),
});
/** A refusal by GraphQL, which comes with HTTP 200. */
const graphqlFailureSchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ errors: valibot__WEBPACK_IMPORTED_MODULE_5__/* .tupleWithRest */ .XU0([valibot__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ type: valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() })], valibot__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J()) });
const graphqlStatuses = new Map([
    ['FORBIDDEN', 403],
    ['INSUFFICIENT_SCOPES', 403],
    ['NOT_FOUND', 404],
    ['RATE_LIMITED', 429],
]);
/** Returns what GitHub refused, or undefined if there was no response. */
function refusalOf(error, now) {
    const byGraphql = valibot__WEBPACK_IMPORTED_MODULE_5__/* .safeParse */ .xLC(graphqlFailureSchema, error);
    const graphqlStatus = byGraphql.success ? graphqlStatuses.get(byGraphql.output.errors[0].type) : undefined;
    if (graphqlStatus !== undefined) {
        return { status: graphqlStatus, limited: graphqlStatus === 429, retryAfterMs: undefined };
    }
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_5__/* .safeParse */ .xLC(failureSchema, error);
    if (!parsed.success || parsed.output.response === undefined)
        return undefined;
    const { status, response } = parsed.output;
    const retryAfter = response.headers['retry-after'];
    const limited = status === 429 || response.headers['x-ratelimit-remaining'] === '0' || retryAfter !== undefined;
    return {
        status,
        limited: limited && (status === 403 || status === 429),
        retryAfterMs: (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRetryAfter */ .mu)(typeof retryAfter === 'string' ? retryAfter : undefined, now),
    };
}
/** Decides whether to repeat a request. Does not wait for a rate limit that resets in an hour. */
function retryDecision(error, now) {
    const cause = Error.isError(error) ? error.message : String(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return { kind: 'retry', cause };
    const { status, limited, retryAfterMs } = refusal;
    return limited || !(0,_net_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .isRetryableStatus */ .PS)(status) ? { kind: 'give-up' } : { kind: 'retry', cause, retryAfterMs };
}
/** Makes a change on GitHub. Never throws: a failure is one warning, and the step succeeds all the same. */
async function updateGitHub(update, change) {
    const { workflow, token } = update;
    try {
        const target = await change.find();
        if (token === undefined)
            throw new Error(`there is no \`github-token\`. ${change.permission}`);
        const api = connectToGitHub({ ...update, env: workflow.env, token });
        try {
            workflow.info(await change.write(api, target));
        }
        catch (error) {
            throw new Error(failureText(error, update.retryContext.clock.now(), change), { cause: error });
        }
        finally {
            await api.close();
        }
    }
    catch (error) {
        workflow.warning(change.warning(Error.isError(error) ? error.message : String(error)));
        if (Error.isError(error) && error.cause !== undefined)
            workflow.debug(String(error.cause));
    }
}
/** Describes why a request to GitHub failed. */
function failureText(error, now, { permission, reasons = {} }) {
    const message = Error.isError(error) ? error.message : String(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return `GitHub's response could not be used: ${message}`;
    const { status, limited } = refusal;
    const said = `GitHub responded: ${message} (HTTP ${status})`;
    if (limited)
        return `${said}. Too many requests were made with this token: run the job again later`;
    if (status === 401)
        return `${said}. The \`github-token\` is not valid. ${permission}`;
    const reason = reasons[status];
    if (reason !== undefined)
        return `${said}. ${reason}. ${permission}`;
    return status === 403 || status === 404 ? `${said}. ${permission}` : said;
}


/***/ }),

/***/ 1589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   updateReleaseNotes: () => (/* binding */ updateReleaseNotes)
/* harmony export */ });
/* unused harmony exports withSection, sectionLines */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7392);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7730);
/* harmony import */ var _api_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5784);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6592);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(745);
/** The notes of the release that started the workflow. Loaded only where a step asks for them. */






/**
 * Keeps a section about the version that the outputs name in the notes of the release that started the workflow. Never
 * throws.
 */
function updateReleaseNotes({ outputs, ...update }) {
    const { env } = update.workflow;
    return (0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .updateGitHub */ .H)(update, {
        find: async () => {
            if (outputs['is-committed'] !== true)
                throw new Error('the version is a draft, which may still change');
            return { ...(0,_api_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(env), release_id: await releaseId(env) };
        },
        write: async ({ octokit, retry }, release) => {
            const { data } = await retry('read the release', () => octokit.rest.repos.getRelease(release));
            const before = valibot__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qgA(releaseSchema, data).body ?? '';
            const body = withSection(before, outputs['dataset-id'] ?? '', sectionLines(outputs));
            if (body === before)
                return 'The release notes are up to date';
            await retry('write the release', () => octokit.rest.repos.updateRelease({ ...release, body }));
            return 'Updated the release notes';
        },
        permission: 'The job needs `permissions: contents: write`',
        warning: (reason) => `The release notes were not updated: ${reason}`,
        reasons: {
            404: 'The release was deleted, or the token has no access to it',
            422: 'The notes may be too long',
        },
    });
}
const releaseSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ body: valibot__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_4__/* .nullable */ .mee(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()), null) });
async function releaseId(env) {
    const id = await (0,_event_js__WEBPACK_IMPORTED_MODULE_2__/* .readReleaseId */ .ph)(env, (file) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8'));
    if (id !== undefined)
        return id;
    throw new Error(`the event ${env.GITHUB_EVENT_NAME || 'unknown'}, which started the workflow, names no release`);
}
/**
 * Puts the section about a version into the text of a release. A section of the same dataset is replaced; otherwise
 * the section is appended. The text around it stays unchanged, byte for byte. If the text has the section more than
 * once, the first is replaced and the others are removed. A marker without its partner counts as text.
 */
function withSection(body, datasetId, section) {
    const newline = body.includes('\r\n') ? '\r\n' : '\n';
    const [begin, end] = markers(datasetId);
    const text = [begin, ...section, end].join(newline);
    const places = placesOf(body, begin, end);
    if (places.length === 0)
        return `${body}${gapBehind(body, newline)}${text}`;
    let result = '';
    let at = 0;
    for (const [index, place] of places.entries()) {
        result += body.slice(at, place.from) + (index === 0 ? text : '');
        at = place.to;
    }
    return result + body.slice(at);
}
/** Returns HTML comments, which GitHub does not show. Each dataset has its own section in a release. */
function markers(datasetId) {
    const id = datasetId.replace(/[^A-Za-z0-9]/g, '');
    return [`<!-- paperspace-dataset-action:begin ${id} -->`, `<!-- paperspace-dataset-action:end ${id} -->`];
}
/** Finds every begin marker that is followed by an end marker, with no other begin marker between the two. */
function placesOf(body, begin, end) {
    const places = [];
    for (let at = body.indexOf(begin); at !== -1;) {
        const next = body.indexOf(begin, at + begin.length);
        const close = body.indexOf(end, at);
        if (close === -1)
            break;
        if (next === -1 || close < next)
            places.push({ from: at, to: close + end.length });
        at = next;
    }
    return places;
}
/** Returns what makes one empty line between the user's text and the section. */
function gapBehind(body, newline) {
    if (body === '' || /(\r?\n){2}$/.test(body))
        return '';
    return body.endsWith('\n') ? newline : newline.repeat(2);
}
/** Returns the lines of the section about a version. Every text from outside is code, never markup or a mention. */
function sectionLines(outputs) {
    const { version, ref, url, tags = [], files, bytes } = outputs;
    const name = outputs['dataset-name'];
    const id = outputs['dataset-id'] ?? '';
    const digest = outputs['manifest-digest'];
    const size = bytes === undefined ? '' : ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(bytes)})`;
    const lines = [
        `- Dataset: ${name === undefined ? code(id) : `${code(name)} (${code(id)})`}`,
        version === undefined ? undefined : `- Version: ${code(version)}`,
        tags.length === 0 ? undefined : `- Tags: ${tags.map(code).join(', ')}`,
        files === undefined ? undefined : `- Files: ${files.toLocaleString('en-US')}${size}`,
        digest === undefined ? undefined : `- Manifest SHA-256: ${code(digest)}`,
        url === undefined ? undefined : `- Storage: ${code(url)}`,
    ];
    return [
        '### Paperspace dataset',
        '',
        ...lines.filter((line) => line !== undefined),
        '',
        ...useLines(name ?? id, tags[0], ref ?? ''),
    ];
}
function useLines(dataset, tag, ref) {
    if (tag === undefined)
        return [`Use it in a notebook, a workflow or a deployment as ${code(ref)}.`];
    const named = code(`${dataset}:${tag}`);
    return [
        `Use it in a notebook, a workflow or a deployment as ${named}, or by its ID, which never changes, as ${code(ref)}.`,
    ];
}
/** Returns a code span, fenced by more backticks than the text has in a row. */
function code(text) {
    const shown = (0,_workflow_js__WEBPACK_IMPORTED_MODULE_3__/* .plainLine */ .h0)(text).replaceAll('<!--', '<! --');
    const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
    const fence = '`'.repeat(Math.max(0, ...runs) + 1);
    const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${shown}${pad}${fence}`;
}


/***/ }),

/***/ 7057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDispatcher: () => (/* binding */ createDispatcher)
/* harmony export */ });
/* harmony import */ var undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6843);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6798);


const MAX_CONNECT_MS = 10_000;
/** Creates the connection pool of a run. It follows no redirects and decodes no bodies. */
function createDispatcher({ proxy, idleTimeoutMs, connections }) {
    return new undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_0__({
        httpProxy: proxy.httpProxy ?? '',
        httpsProxy: proxy.httpsProxy ?? '',
        noProxy: proxy.noProxy ?? '',
        connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
        // The idle timeout of a proxy that opens a tunnel, which is five minutes by default.
        clientFactory: (origin, options) => new undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_1__(origin, { ...options, headersTimeout: idleTimeoutMs }),
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        connections,
    });
}


/***/ })

};
