export const id = 804;
export const ids = [804,57];
export const modules = {

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  updateReleaseNotes: () => (/* binding */ updateReleaseNotes)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/github/event.js
var github_event = __webpack_require__(6592);
// EXTERNAL MODULE: ../../../node_modules/@actions/github/lib/github.js + 24 modules
var github = __webpack_require__(2312);
// EXTERNAL MODULE: ../../../node_modules/undici/index.js
var undici = __webpack_require__(2958);
// EXTERNAL MODULE: ../../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7392);
// EXTERNAL MODULE: ./src/net/dispatcher.js
var net_dispatcher = __webpack_require__(7057);
// EXTERNAL MODULE: ./src/net/retry.js
var retry = __webpack_require__(9228);
// EXTERNAL MODULE: ./src/version.js + 1 modules
var version = __webpack_require__(6172);
;// CONCATENATED MODULE: ./src/github/release-api.js
/** GitHub's API for one release. */






const releaseSchema = dist/* object */.Ikc({ body: dist/* optional */.lqM(dist/* nullable */.mee(dist/* string */.YjP()), null) });
/** Connects through the proxies that the environment names. Nothing is sent yet. */
function connectToReleases({ env, token, idleTimeoutMs, retryContext }) {
    const proxy = {
        httpProxy: env.http_proxy || env.HTTP_PROXY,
        httpsProxy: env.https_proxy || env.HTTPS_PROXY,
        noProxy: env.no_proxy || env.NO_PROXY,
    };
    const debug = (message) => retryContext.log.debug(message);
    // The toolkit's own connections wait five minutes for an answer, and take no part in the cancellation.
    const dispatcher = (0,net_dispatcher.createDispatcher)({ proxy, idleTimeoutMs, connections: 1 });
    const octokit = (0,github/* getOctokit */.Q)(token, {
        baseUrl: env.GITHUB_API_URL || 'https://api.github.com',
        userAgent: `paperspace-dataset-action/${version/* VERSION */.x}`,
        // Its default prints what a server says as it is.
        log: { debug, info: debug, warn: debug, error: debug },
        request: {
            fetch: (url, options) => (0,undici/* fetch */.hd)(url, { ...options, dispatcher }),
            signal: retryContext.signal,
        },
    });
    const retrying = (action, attempt) => (0,retry/* withRetry */.bD)(action, retryContext, attempt, (error) => judge(error, retryContext.clock.now()));
    return {
        read: async (release) => {
            const { data } = await retrying('read the release', () => octokit.rest.repos.getRelease(parameters(release)));
            return dist/* parse */.qgA(releaseSchema, data).body ?? '';
        },
        write: async (release, body) => {
            await retrying('write the release', () => octokit.rest.repos.updateRelease({ ...parameters(release), body }));
        },
        close: () => dispatcher.destroy(),
    };
}
function parameters({ repository, id }) {
    const [owner = '', repo = ''] = repository.split('/');
    return { owner, repo, release_id: id };
}
const failureSchema = dist/* object */.Ikc({
    status: dist/* number */.aig(),
    message: dist/* string */.YjP(),
    response: dist/* optional */.lqM(dist/* object */.Ikc({ headers: dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J()) })),
});
function refusalOf(error, now) {
    const parsed = dist/* safeParse */.xLC(failureSchema, error);
    if (!parsed.success || parsed.output.response === undefined)
        return undefined;
    const { status, response } = parsed.output;
    const retryAfter = response.headers['retry-after'];
    const limited = status === 429 || response.headers['x-ratelimit-remaining'] === '0' || retryAfter !== undefined;
    return {
        status,
        limited: limited && (status === 403 || status === 429),
        retryAfterMs: (0,retry/* parseRetryAfter */.mu)(typeof retryAfter === 'string' ? retryAfter : undefined, now),
    };
}
/** A limit of an hour is not waited for, since the notes are a writeSummary. */
function judge(error, now) {
    const cause = Error.isError(error) ? error.message : String(error);
    const refusal = refusalOf(error, now);
    if (refusal === undefined)
        return { kind: 'retry', cause };
    const { status, limited, retryAfterMs } = refusal;
    return limited || !(0,retry/* isRetryableStatus */.PS)(status) ? { kind: 'give-up' } : { kind: 'retry', cause, retryAfterMs };
}

// EXTERNAL MODULE: ./src/github/plain-text.js
var plain_text = __webpack_require__(9810);
;// CONCATENATED MODULE: ./src/github/release-text.js

/**
 * Puts the section about a version into the text of a release. Where the text has one of the same dataset, it is
 * replaced; otherwise it comes at the end. What stands around it is left as it is, byte for byte. Should the text hold
 * the section more than once, the first is replaced and the others are taken out. A marker without its partner is text.
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
/** HTML comments, which GitHub does not show. Each dataset has a section of its own in a release. */
function markers(datasetId) {
    const id = datasetId.replace(/[^A-Za-z0-9]/g, '');
    return [`<!-- paperspace-dataset-action:begin ${id} -->`, `<!-- paperspace-dataset-action:end ${id} -->`];
}
/** Every begin marker with an end marker behind it and no other begin marker between the two. */
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
/** One empty line between what the user wrote and the section. */
function gapBehind(body, newline) {
    if (body === '' || /(\r?\n){2}$/.test(body))
        return '';
    return body.endsWith('\n') ? newline : newline.repeat(2);
}
/** The section's lines, of what is known about a version. Every text from outside is code, never markup or a mention. */
function sectionLines(outputs) {
    const { version, ref, url, tags = [], files, bytes } = outputs;
    const name = outputs['dataset-name'];
    const id = outputs['dataset-id'] ?? '';
    const digest = outputs['manifest-digest'];
    const size = bytes === undefined ? '' : ` with ${bytes} bytes`;
    const lines = [
        `- Dataset: ${name === undefined ? code(id) : `${code(name)} (${code(id)})`}`,
        version === undefined ? undefined : `- Version: ${code(version)}`,
        tags.length === 0 ? undefined : `- Tags: ${tags.map(code).join(', ')}`,
        files === undefined ? undefined : `- Files: ${files}${size}`,
        digest === undefined ? undefined : `- SHA-256 of the manifest: ${code(digest)}`,
        url === undefined ? undefined : `- Lies at: ${code(url)}`,
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
        return [`In a notebook, a workflow or a deployment it is ${code(ref)}.`];
    const named = code(`${dataset}:${tag}`);
    return [`In a notebook, a workflow or a deployment it is ${named}, or by its id, which never moves, ${code(ref)}.`];
}
/** A code span, fenced by more backticks than the text has in a row. */
function code(text) {
    const shown = (0,plain_text/* plainLine */.h0)(text).replaceAll('<!--', '<! --');
    const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
    const fence = '`'.repeat(Math.max(0, ...runs) + 1);
    const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${shown}${pad}${fence}`;
}

;// CONCATENATED MODULE: ./src/github/release-notes.js
/** The notes of the release that started the workflow. Loaded only where a step asks for them. */




/** The notes are not worth more time than this many retries. */
const MAX_RETRIES = 2;
/**
 * Keeps a section about the version that the outputs name in the notes of the release that started the workflow. Never
 * throws: a failure is one warning, and the step succeeds all the same.
 */
async function updateReleaseNotes(update) {
    const { workflow, outputs } = update;
    try {
        if (outputs['is-committed'] !== true)
            throw new Error('the version is a draft, which may still change');
        await updateRelease(update);
    }
    catch (error) {
        workflow.warning(`The notes of the release were not updated: ${Error.isError(error) ? error.message : String(error)}`);
        if (Error.isError(error) && error.cause !== undefined)
            workflow.debug(String(error.cause));
    }
}
async function updateRelease({ workflow, token, outputs, idleTimeoutMs, retryContext }) {
    const { env } = workflow;
    const id = await (0,github_event/* readReleaseId */.p)(env, (file) => (0,promises_.readFile)(file, 'utf8'));
    const event = env.GITHUB_EVENT_NAME ?? 'unknown';
    if (id === undefined)
        throw new Error(`only a workflow that a release started has one, and the event is ${event}`);
    if (token === undefined)
        throw new Error(`there is no \`github-token\`. ${PERMISSION}`);
    const release = { repository: env.GITHUB_REPOSITORY ?? '', id };
    const retries = Math.min(MAX_RETRIES, retryContext.retries);
    const api = connectToReleases({ env, token, idleTimeoutMs, retryContext: { ...retryContext, retries } });
    try {
        const before = await api.read(release);
        const after = withSection(before, outputs['dataset-id'] ?? '', sectionLines(outputs));
        if (after !== before)
            await api.write(release, after);
        workflow.info(after === before ? 'The notes of the release say so already' : 'Updated the notes of the release');
    }
    catch (error) {
        const refusal = refusalOf(error, retryContext.clock.now());
        throw new Error(refusal === undefined ? noAnswer(error) : refused(error, refusal), { cause: error });
    }
    finally {
        await api.close();
    }
}
const PERMISSION = 'The job needs `permissions: contents: write`';
function noAnswer(error) {
    return `GitHub gave no answer that can be used: ${Error.isError(error) ? error.message : String(error)}`;
}
function refused(error, { status, limited }) {
    const said = `GitHub said ${Error.isError(error) ? error.message : ''} (HTTP ${status})`;
    if (limited)
        return `${said}. Too many requests were made with this token: run the job again later`;
    if (status === 401)
        return `${said}. The \`github-token\` is not valid. ${PERMISSION}`;
    if (status === 403)
        return `${said}. ${PERMISSION}`;
    if (status === 404)
        return `${said}. The release is gone, or the token may not see it. ${PERMISSION}`;
    return status === 422 ? `${said}. The notes may be too long. ${PERMISSION}` : said;
}


/***/ }),

/***/ 7057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDispatcher: () => (/* binding */ createDispatcher)
/* harmony export */ });
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2958);

const MAX_CONNECT_MS = 10_000;
/** One pool of connections for a whole run. Follows no redirect and decodes no body. */
function createDispatcher({ proxy, idleTimeoutMs, connections }) {
    return new undici__WEBPACK_IMPORTED_MODULE_0__/* .EnvHttpProxyAgent */ .J2({
        httpProxy: proxy.httpProxy ?? '',
        httpsProxy: proxy.httpsProxy ?? '',
        noProxy: proxy.noProxy ?? '',
        connectTimeout: Math.min(idleTimeoutMs, MAX_CONNECT_MS),
        // How long a proxy may keep silent about a tunnel that it is asked for, which is five minutes otherwise.
        clientFactory: (origin, options) => new undici__WEBPACK_IMPORTED_MODULE_0__/* .Pool */ .bC(origin, { ...options, headersTimeout: idleTimeoutMs }),
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
        connections,
    });
}


/***/ })

};
