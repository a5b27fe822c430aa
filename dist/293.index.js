export const id = 293;
export const ids = [293];
export const modules = {

/***/ 3996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ checkFiles)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5487);
/* harmony import */ var _s3_parts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4487);


/** S3's limit of a whole key, in bytes of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024;
/**
 * Makes sure that every file can be an object of its own.
 *
 * @param prefix what the whole keys begin with
 * @throws KeysError with all that cannot
 */
function checkFiles(files, prefix) {
    const paths = new Map();
    const problems = [];
    for (const { key, path, size } of files) {
        const other = paths.get(key);
        if (other !== undefined)
            problems.push({ key, reason: `is the key of both ${other} and ${path}` });
        paths.set(key, path);
        const length = Buffer.byteLength(prefix + key);
        if (length > MAX_KEY_BYTES)
            problems.push({ key, reason: `makes a key of ${length} bytes, ${MAX_KEY_BYTES} are the most` });
        if (size > _s3_parts_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_OBJECT_BYTES */ .lu)
            problems.push({ key, reason: `has ${size} bytes, 5 TiB are the most` });
    }
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KeysError */ .Vk(problems);
}


/***/ }),

/***/ 293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DamagedFileError: () => (/* reexport */ files_errors/* DamagedFileError */.Gw),
  DeletionError: () => (/* reexport */ files_errors/* DeletionError */.vK),
  FileChangedError: () => (/* reexport */ files_errors/* FileChangedError */.jL),
  FolderError: () => (/* reexport */ files_errors/* FolderError */.b3),
  KeysError: () => (/* reexport */ files_errors/* KeysError */.Vk),
  StorageRequestError: () => (/* reexport */ files_errors/* StorageRequestError */.Nl),
  StorageSettingsError: () => (/* reexport */ files_errors/* StorageSettingsError */.j8),
  StorageUrlError: () => (/* reexport */ files_errors/* StorageUrlError */.rg),
  VerificationError: () => (/* reexport */ files_errors/* VerificationError */.mk),
  compareVersions: () => (/* reexport */ compareVersions),
  compareWithLocalFiles: () => (/* reexport */ compareWithLocalFiles),
  compileKeyFilter: () => (/* reexport */ globs/* compileKeyFilter */.Z),
  createManifest: () => (/* reexport */ files_manifest/* createManifest */.e4),
  deleteFiles: () => (/* reexport */ deleteFiles),
  downloadFiles: () => (/* reexport */ downloadFiles),
  folderPrefix: () => (/* reexport */ s3_location/* folderPrefix */.Z),
  hashLocalFiles: () => (/* reexport */ hashLocalFiles),
  listFiles: () => (/* reexport */ listFiles),
  locateVersion: () => (/* reexport */ s3_location/* locateVersion */.T),
  measureVersion: () => (/* reexport */ measureVersion),
  openStorage: () => (/* reexport */ openStorage),
  planDownload: () => (/* reexport */ planDownload),
  planVersion: () => (/* reexport */ planVersion),
  planWholeVersion: () => (/* reexport */ planWholeVersion),
  syncVersion: () => (/* reexport */ syncVersion),
  uploadFiles: () => (/* reexport */ uploadFiles)
});

// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/files/manifest.js
var files_manifest = __webpack_require__(257);
;// CONCATENATED MODULE: ./src/files/diff.js


/** A list that should be sorted by the UTF-8 bytes of its keys, as S3 sorts, and is not. */
class OrderError extends errors/* ActionError */.lZ {
    name = 'OrderError';
    constructor(previous, key) {
        super(`Cannot compare the files: the list has ${JSON.stringify(key)} after ${JSON.stringify(previous)}`, {
            title: 'List of files not sorted',
            hint: 'The storage must list objects in the order of S3, by the UTF-8 bytes of their keys.',
        });
    }
}
/**
 * Merges two lists that are sorted by key. Reads each once and keeps one item of each.
 *
 * @throws OrderError where a list is not sorted, or has a key twice
 */
async function* mergeByKey(before, after) {
    const left = inOrder(before);
    const right = inOrder(after);
    try {
        let a = await nextOf(left);
        let b = await nextOf(right);
        while (a !== undefined && b !== undefined) {
            const order = (0,files_manifest/* compareKeys */.YD)(a.key, b.key);
            if (order === 0)
                yield [a, b];
            else
                yield order < 0 ? [a, undefined] : [undefined, b];
            if (order <= 0)
                a = await nextOf(left);
            if (order >= 0)
                b = await nextOf(right);
        }
        for (; a !== undefined; a = await nextOf(left))
            yield [a, undefined];
        for (; b !== undefined; b = await nextOf(right))
            yield [undefined, b];
    }
    finally {
        await Promise.all([left.return(undefined), right.return(undefined)]);
    }
}
async function* inOrder(items) {
    let previous;
    for await (const item of items) {
        if (previous !== undefined && (0,files_manifest/* compareKeys */.YD)(previous, item.key) >= 0)
            throw new OrderError(previous, item.key);
        previous = item.key;
        yield item;
    }
}
async function nextOf(items) {
    return (await items.next()).value;
}
/** How many added and removed files are kept in memory to find renamed ones: about 250 bytes each beside the path. */
const MAX_CANDIDATES = 1_000_000;
/**
 * Compares two sets of files, merged by key. A file is the same where SHA-256 is equal or, where a side has none, size
 * and ETag are. A removed and an added file of one SHA-256 are one renamed file, and neither added nor removed; where
 * several have it, they are paired in the order of their keys.
 *
 * Memory grows only with the added and removed files that have a SHA-256 and no partner yet, and not beyond
 * `maxCandidates` of them: then these and all that follow count as added and removed.
 */
async function compareFiles(pairs, { onChange = async () => undefined, maxCandidates = MAX_CANDIDATES } = {}) {
    const tally = new ChangeTally();
    const renames = new RenameFinder(maxCandidates);
    const report = async (changes) => {
        for (const change of changes) {
            tally.addChange(change);
            await onChange(change);
        }
    };
    for await (const [before, after] of pairs) {
        tally.addFiles(before, after);
        if (before === undefined)
            await report(renames.add('added', after));
        else if (after === undefined)
            await report(renames.add('removed', before));
        else if (!isSame(before, after))
            await report([changed(before, after)]);
    }
    await report(renames.finish());
    return tally.summary(renames.isLimited);
}
function isSame(before, after) {
    if (before.sha256 !== undefined && after.sha256 !== undefined)
        return before.sha256 === after.sha256;
    return before.size === after.size && before.etag !== '' && before.etag === after.etag;
}
function changed(before, after) {
    return { change: 'changed', key: after.key, size: after.size, previousSize: before.size };
}
/** Pairs removed files with added ones of the same content. */
class RenameFinder {
    /** By SHA-256, in a form that takes half the memory of hexadecimal. */
    #queues = new Map();
    #limit;
    #count = 0;
    isLimited = false;
    constructor(limit) {
        this.#limit = limit;
    }
    /** Returns what is certain now: a file that can have no partner, or a pair that this one completes. */
    add(side, { key, size, sha256 }) {
        const file = { change: side, key, size };
        if (sha256 === undefined || this.isLimited)
            return [file];
        const content = Buffer.from(sha256, 'hex').toString('latin1');
        const queue = this.#queues.get(content) ?? { side, files: [], next: 0 };
        const partner = queue.side === side ? undefined : queue.files[queue.next];
        if (partner !== undefined) {
            queue.next += 1;
            this.#count -= 1;
            if (queue.next === queue.files.length)
                this.#queues.delete(content);
            return [side === 'added' ? renamed(partner, file) : renamed(file, partner)];
        }
        if (this.#count >= this.#limit) {
            this.isLimited = true;
            return [...this.finish(), file];
        }
        queue.files.push(file);
        this.#queues.set(content, queue);
        this.#count += 1;
        return [];
    }
    /** Returns the files that have no partner, in the order of their keys. */
    finish() {
        const alone = [...this.#queues.values()].flatMap(({ files, next }) => files.slice(next));
        this.#queues.clear();
        return alone.sort((a, b) => (0,files_manifest/* compareKeys */.YD)(a.key, b.key));
    }
}
function renamed(from, to) {
    return { change: 'renamed', key: to.key, size: to.size, previousKey: from.key };
}
const MAX_LARGEST = 10;
class ChangeTally {
    #tallies = { added: zero(), changed: zero(), removed: zero(), renamed: zero() };
    #before = zero();
    #after = zero();
    #largest = [];
    #comparedByDigest = 0;
    #withoutDigest = 0;
    addFiles(before, after) {
        if (before !== undefined)
            count(this.#before, before.size);
        if (after !== undefined)
            count(this.#after, after.size);
        const hasDigests = [before, after].every((file) => file === undefined || file.sha256 !== undefined);
        if (!hasDigests)
            this.#withoutDigest += 1;
        else if (before !== undefined && after !== undefined)
            this.#comparedByDigest += 1;
    }
    addChange(change) {
        count(this.#tallies[change.change], change.size);
        const largest = this.#largest;
        if (largest.length === MAX_LARGEST && change.size <= (largest.at(-1)?.size ?? 0))
            return;
        largest.push(change);
        largest.sort((a, b) => b.size - a.size || (0,files_manifest/* compareKeys */.YD)(a.key, b.key));
        largest.length = Math.min(largest.length, MAX_LARGEST);
    }
    summary(renamesLimited) {
        return {
            ...this.#tallies,
            before: this.#before,
            after: this.#after,
            largest: this.#largest,
            basis: this.#basis(),
            renamesLimited,
        };
    }
    #basis() {
        if (this.#withoutDigest === 0)
            return 'sha256';
        return this.#comparedByDigest === 0 ? 'size-and-etag' : 'mixed';
    }
}
function zero() {
    return { files: 0, bytes: 0 };
}
function count(counter, bytes) {
    counter.files += 1;
    counter.bytes += bytes;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/files/s3/etag.js

/** An ETag without its quotes; empty where the storage gave none. */
function bareEtag(etag = '') {
    return etag.replace(/^(W\/)?"(.*)"$/, '$2');
}
/** The form of an ETag without quotes. */
function etagForm(etag) {
    if (/^[0-9a-f]{32}$/.test(etag))
        return { kind: 'md5' };
    const [, parts] = /^[0-9a-f]{32}-([1-9]\d{0,4})$/.exec(etag) ?? [];
    return parts === undefined ? { kind: 'opaque' } : { kind: 'composed', parts: Number(parts) };
}
/** The ETag of a multipart upload, from its parts' MD5s in hexadecimal: the MD5 of them all, and their number. */
function composedEtag(partMd5s) {
    const hash = (0,external_node_crypto_.createHash)('md5');
    for (const md5 of partMd5s)
        hash.update(md5, 'hex');
    return `${hash.digest('hex')}-${partMd5s.length}`;
}

// EXTERNAL MODULE: ./src/files/s3/parts.js
var parts = __webpack_require__(4487);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/files/errors.js
var files_errors = __webpack_require__(5487);
;// CONCATENATED MODULE: ./src/files/local/local-file.js



/**
 * Opens a file for as long as `work` takes, and makes sure that it is the one that was found, from then until now.
 *
 * @throws FileChangedError where it is shorter, or has another size, time or inode
 */
async function withLocalFile(file, work) {
    const handle = await (0,promises_.open)(file.path, 'r');
    try {
        const result = await work((buffer, position) => fill(file, handle, buffer, position));
        checkUnchanged(file, await handle.stat());
        return result;
    }
    finally {
        await handle.close();
    }
}
/** Up to this size, in bytes, handing a read to another thread takes longer than the read. */
const SMALL = 64 * 1024;
/**
 * Reads a whole file into a buffer of its size.
 *
 * @throws FileChangedError where it is not the one that was found
 */
async function readWhole(file, buffer) {
    if (file.size > SMALL)
        return withLocalFile(file, (read) => read(buffer, 0));
    const descriptor = (0,external_node_fs_.openSync)(file.path, 'r');
    try {
        const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, buffer.length, 0);
        if (length < buffer.length)
            throw new files_errors/* FileChangedError */.jL(file.path);
        checkUnchanged(file, (0,external_node_fs_.fstatSync)(descriptor));
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function checkUnchanged(file, { size, mtimeMs, ino }) {
    if (size !== file.size || mtimeMs !== file.mtimeMs || ino !== file.ino)
        throw new files_errors/* FileChangedError */.jL(file.path);
}
async function fill(file, handle, buffer, position) {
    let filled = 0;
    while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0)
            throw new files_errors/* FileChangedError */.jL(file.path);
        filled += bytesRead;
    }
}

;// CONCATENATED MODULE: ./src/files/local/hashing.js




const CHUNK = 1024 ** 2;
/**
 * Reads a file once, a mebibyte at a time.
 *
 * @throws FileChangedError where it changed meanwhile, or since it was found
 */
function hashFile(file, wanted, signal, progress) {
    return withLocalFile(file, async (read) => {
        const sha256 = (0,external_node_crypto_.createHash)('sha256');
        const md5 = wanted.md5 ? (0,external_node_crypto_.createHash)('md5') : undefined;
        const partMd5s = [];
        const buffer = Buffer.allocUnsafe(Math.min(CHUNK, file.size));
        for (const part of (0,parts/* partsOf */.CI)(file.size)) {
            const partMd5 = wanted.composed ? (0,external_node_crypto_.createHash)('md5') : undefined;
            const hashes = [sha256, md5, partMd5].filter((hash) => hash !== undefined);
            for (let done = 0; done < part.size; done += buffer.length) {
                signal.throwIfAborted();
                const chunk = buffer.subarray(0, Math.min(buffer.length, part.size - done));
                await read(chunk, part.start + done);
                update(hashes, chunk);
                progress.addBytes(chunk.length);
            }
            if (partMd5 !== undefined)
                partMd5s.push(partMd5.digest('hex'));
        }
        progress.addFile();
        return {
            sha256: sha256.digest('hex'),
            md5: md5?.digest('hex'),
            composed: wanted.composed ? composedEtag(partMd5s) : undefined,
        };
    });
}
function update(hashes, chunk) {
    for (const hash of hashes)
        hash.update(chunk);
}

// EXTERNAL MODULE: ./src/net/format.js
var format = __webpack_require__(7887);
;// CONCATENATED MODULE: ./src/files/progress.js

const EVERY_MS = 5000;
const everyFiveSeconds = (tick) => {
    const timer = setInterval(tick, EVERY_MS);
    return () => clearInterval(timer);
};
/** Logs a line every five seconds for as long as `work` takes; none where it is done before. */
async function withProgress({ clock, log, ...total }, work, ticker = everyFiveSeconds) {
    const done = { files: 0, bytes: 0 };
    const start = clock.now();
    const stop = ticker(() => log.info(describeProgress(total, done, clock.now() - start)));
    try {
        return await work({
            addFile: () => {
                done.files += 1;
            },
            addBytes: (bytes) => {
                done.bytes += bytes;
            },
        });
    }
    finally {
        stop();
    }
}
/** One line: how much of how much, how fast, and how long it will take at that rate. */
function describeProgress({ what, files, bytes }, done, elapsedMs) {
    const rate = elapsedMs > 0 ? (done.bytes * 1000) / elapsedMs : 0;
    const percent = bytes === 0 ? 100 : Math.floor((done.bytes * 100) / bytes);
    const left = rate === 0 ? '' : `, ${(0,format/* formatDuration */.a3)((1000 * (bytes - done.bytes)) / rate)} left`;
    const amount = `${done.files.toLocaleString('en-US')} of ${(0,format/* formatCount */.B4)(files, 'file')}, ${(0,format/* formatBytes */.z3)(done.bytes)} of ${(0,format/* formatBytes */.z3)(bytes)}`;
    return `${what}: ${amount} (${percent}%), ${(0,format/* formatBytes */.z3)(rate)}/s${left}`;
}

// EXTERNAL MODULE: ../../../node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(7369);
// EXTERNAL MODULE: ../../../node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(7392);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./src/files/s3/body.js


/**
 * The body of a GetObject as chunks.
 *
 * @throws NetworkError where it breaks off or falls silent
 */
async function* readBody({ host }, body) {
    if (!(body instanceof external_node_stream_.Readable))
        throw new TypeError('the answer has no body');
    try {
        yield* body;
    }
    catch (error) {
        throw (0,errors/* toNetworkError */.Ur)(error, host);
    }
}
/**
 * Fills `buffer` with the body of a GetObject.
 *
 * @throws NetworkError where it is not exactly as long as the buffer: an honest server has no other reason to send
 * less, or more, than it was asked for
 */
async function collectBody(storage, body, buffer) {
    let filled = 0;
    for await (const chunk of readBody(storage, body)) {
        if (filled + chunk.length > buffer.length)
            throw wrongLength(storage, buffer, 'more');
        buffer.set(chunk, filled);
        filled += chunk.length;
    }
    if (filled < buffer.length)
        throw wrongLength(storage, buffer, 'less');
}
function wrongLength({ host }, buffer, how) {
    return new errors/* NetworkError */.Dr('connection-lost', host, `the storage sent ${how} than ${buffer.length} bytes`);
}
/** A page of a list and the text of an error stay far below this; what is larger is not read to its end. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
/**
 * Reads an answer that is not the content of an object.
 *
 * @throws NetworkError where it is larger than any such answer
 */
async function readAnswer(host, body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.byteLength;
        if (bytes > MAX_RESPONSE_BYTES) {
            throw new errors/* NetworkError */.Dr('connection-lost', host, `the answer is larger than ${MAX_RESPONSE_BYTES} bytes`);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** No line of ours is as long; one that is goes out in pieces, so that it does not fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;
/**
 * Splits UTF-8 at line feeds only: other characters that some call line ends may be part of a key. An unfinished last
 * line counts as one.
 */
async function* splitLines(body) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true });
        const end = rest.lastIndexOf('\n');
        if (end !== -1)
            yield* rest.slice(0, end).split('\n');
        rest = rest.slice(end + 1);
        if (rest.length <= MAX_LINE_LENGTH)
            continue;
        yield rest;
        rest = '';
    }
    rest += decoder.decode();
    if (rest !== '')
        yield rest;
}

;// CONCATENATED MODULE: ./src/files/s3/encoding.js
/** Percent-encodes all but RFC 3986's unreserved characters, as signatures of S3 are made over. */
function encodeText(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** The same for a path, whose slashes stay. */
function encodePath(path) {
    return path.split('/').map(encodeText).join('/');
}
/** A query without the question mark, sorted by name. */
function encodeQuery(query) {
    const pairs = Object.entries(query).flatMap(([name, value]) => {
        const values = value === null ? [''] : typeof value === 'string' ? [value] : value;
        return values.map((one) => `${encodeText(name)}=${encodeText(one)}`);
    });
    return pairs.sort().join('&');
}

;// CONCATENATED MODULE: ./src/files/s3/http-handler.js




/** Bodies up to this size are handed to the socket at once. */
const SLICE = 256 * 1024;
/**
 * The AWS SDK's request handler on an undici dispatcher, so that the storage goes through the same connections, proxies
 * and timeouts as everything else. What fails below HTTP is thrown as a `NetworkError`; an abort is thrown as its reason.
 */
function createHttpHandler(dispatcher) {
    return {
        metadata: { handlerProtocol: 'http/1.1' },
        httpHandlerConfigs: () => ({}),
        // The dispatcher was made and is closed by whoever gave it, and has no settings that the SDK could change.
        updateHttpClientConfig: () => undefined,
        destroy: () => undefined,
        handle: (request, options) => handle(dispatcher, request, options ?? {}),
    };
}
async function handle(dispatcher, request, options) {
    const signal = options.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
    try {
        const answer = await dispatcher.request({
            origin: originOf(request),
            path: pathOf(request),
            method: methodOf(request.method),
            headers: request.headers,
            body: bodyOf(request.body),
            signal: signal ?? null,
            ...(options.requestTimeout === undefined ? {} : { headersTimeout: options.requestTimeout }),
        });
        // Read at once, since the SDK is asked for nothing that is long.
        const body = await readAnswer(request.hostname, answer.body);
        return { response: { statusCode: answer.statusCode, headers: flatten(answer.headers), body } };
    }
    catch (error) {
        signal?.throwIfAborted();
        throw (0,errors/* toNetworkError */.Ur)(error, request.hostname);
    }
}
const methods = new Map([
    ['GET', 'GET'],
    ['HEAD', 'HEAD'],
    ['PUT', 'PUT'],
    ['POST', 'POST'],
    ['DELETE', 'DELETE'],
]);
function methodOf(method) {
    const known = methods.get(method);
    if (known === undefined)
        throw new TypeError(`unexpected method ${method}`);
    return known;
}
function pathOf({ path, query }) {
    const encoded = encodeQuery(query ?? {});
    return encoded === '' ? path : `${path}?${encoded}`;
}
function originOf({ protocol, hostname, port }) {
    return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
}
/**
 * A large body goes to the socket slice by slice: undici then counts the server's silence from the last slice, not
 * from the first, so that a slow line is not mistaken for a dead one.
 */
function bodyOf(body) {
    if (body === undefined)
        return null;
    if (typeof body === 'string')
        return body;
    if (!(body instanceof Uint8Array))
        throw new TypeError('a body must be text or bytes');
    return body.byteLength <= SLICE ? body : external_node_stream_.Readable.from(slices(body));
}
function* slices(bytes) {
    for (let start = 0; start < bytes.byteLength; start += SLICE)
        yield bytes.subarray(start, start + SLICE);
}
function flatten(headers) {
    const flat = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            flat[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return flat;
}

;// CONCATENATED MODULE: ./src/files/s3/signature.js

const ALGORITHM = 'AWS4-HMAC-SHA256';
/**
 * Signs requests to S3 as the SDK does, at a tenth of its cost, which is what counts where many small files are sent:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
function createSigner({ accessKeyId, secretAccessKey, sessionToken, region }) {
    let cached;
    const keyOf = (day) => {
        if (cached?.day === day)
            return cached.key;
        const root = (0,external_node_crypto_.createSecretKey)(`AWS4${secretAccessKey}`, 'utf8');
        const key = [day, region, 's3', 'aws4_request'].reduce((last, text) => (0,external_node_crypto_.createSecretKey)(hmac(last, text)), root);
        cached = { day, key };
        return key;
    };
    return ({ method, path, query, headers, payload }, now) => {
        const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
        const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
        const signed = {
            ...headers,
            'x-amz-content-sha256': payload,
            'x-amz-date': time,
            ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
        };
        const names = Object.keys(signed).sort();
        const lines = names.map((name) => `${name}:${signed[name]?.trim()}\n`).join('');
        const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${payload}`;
        const text = `${ALGORITHM}\n${time}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical, 'hex')}`;
        const signature = hmac(keyOf(time.slice(0, 8)), text).toString('hex');
        const credential = `${accessKeyId}/${scope}`;
        signed.authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
        return signed;
    };
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
}

;// CONCATENATED MODULE: ./src/files/s3/signed-exchange.js





/**
 * A way to the storage beside the SDK, for nothing but the contents of objects: the SDK takes about three times as long
 * for a small file as sending it does.
 */
function createSignedExchange({ dispatcher, keys, locate, now }) {
    const sign = createSigner(keys);
    const places = new Map();
    const placeOf = (bucket) => {
        const place = places.get(bucket) ?? locate(bucket);
        places.set(bucket, place);
        return place;
    };
    return async (request, signal) => {
        const { method, bucket, key, body } = request;
        const place = placeOf(bucket);
        const path = `${place.pathname.replace(/\/$/, '')}/${encodePath(key)}`;
        const query = encodeQuery(request.query ?? {});
        const headers = sign({ method, path, query, headers: { host: place.host, ...request.headers }, payload: payloadOf(request, place) }, new Date(now()));
        if (body !== undefined)
            headers['content-length'] = String(body.byteLength);
        try {
            return await dispatcher.request({
                origin: place.origin,
                path: query === '' ? path : `${path}?${query}`,
                method,
                headers,
                body: bodyOf(body),
                signal,
            });
        }
        catch (error) {
            signal.throwIfAborted();
            throw (0,errors/* toNetworkError */.Ur)(error, place.host);
        }
    };
}
/**
 * What stands for the body in the signature. Where TLS protects it anyway, it is not hashed for that, as in the SDK;
 * its MD5 is among the signed headers.
 */
function payloadOf({ body, sha256 }, place) {
    if (sha256 !== undefined)
        return sha256;
    if (body !== undefined && place.protocol === 'https:')
        return 'UNSIGNED-PAYLOAD';
    return (0,external_node_crypto_.hash)('sha256', body ?? '', 'hex');
}

;// CONCATENATED MODULE: ./src/files/s3/client.js






/**
 * Makes a client for one service. Sends nothing yet.
 *
 * @throws StorageSettingsError naming the variables that usually hold what is missing
 */
function openStorage(options) {
    const { accessKeyId, secretAccessKey, sessionToken } = options.credentials;
    const region = options.region || (options.endpoint ? 'us-east-1' : undefined);
    if (!accessKeyId || !secretAccessKey || !region) {
        const missing = Object.entries({
            AWS_ACCESS_KEY_ID: accessKeyId,
            AWS_SECRET_ACCESS_KEY: secretAccessKey,
            AWS_REGION: region,
        });
        throw new files_errors/* StorageSettingsError */.j8(missing.flatMap(([name, value]) => (value ? [] : [name])));
    }
    const client = new dist_cjs/* S3Client */.YxF({
        region,
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
        ...(options.endpoint ? { endpoint: options.endpoint, forcePathStyle: true } : {}),
        requestHandler: createHttpHandler(options.dispatcher),
        // Spaces, MinIO and R2 refuse or ignore the newer checksums; Content-MD5 is sent instead.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // Retries are made, and logged, by `request`.
        maxAttempts: 1,
        retryMode: 'standard',
        // undici refuses the header.
        expectContinueHeader: false,
        // Given, so that the SDK looks for none of them in the environment or in files.
        defaultsMode: 'standard',
        useDualstackEndpoint: false,
        useFipsEndpoint: false,
        useArnRegion: false,
        disableS3ExpressSessionAuth: true,
        authSchemePreference: [],
        userAgentAppId: 'paperspace-dataset-action',
    });
    sendContentMd5(client);
    const { concurrency, dispatcher, retryContext } = options;
    const locate = (bucket) => locateBucket(client, bucket, region, options.endpoint || undefined);
    const exchange = createSignedExchange({
        dispatcher,
        keys: { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined, region },
        locate,
        // The SDK learns how wrong this machine's clock is from the storage's first refusal.
        now: () => retryContext.clock.now() + client.config.systemClockOffset,
    });
    const host = options.endpoint ? new URL(options.endpoint).host : `s3.${region}.amazonaws.com`;
    return { client, exchange, host, retryContext, concurrency };
}
/** By the SDK's own rules, so that both ways lead to the same place. */
function locateBucket(client, bucket, region, endpoint) {
    return client.config.endpointProvider({
        Bucket: bucket,
        Region: region,
        Endpoint: endpoint,
        ForcePathStyle: endpoint !== undefined,
        UseFIPS: false,
        UseDualStack: false,
        Accelerate: false,
        UseArnRegion: false,
        DisableS3ExpressSessionAuth: true,
    }).url;
}
/** The same storage, given up as soon as `signal` aborts. */
function withSignal(storage, signal) {
    return { ...storage, retryContext: { ...storage.retryContext, signal } };
}
/**
 * S3 wants a checksum with DeleteObjects. The SDK would send a CRC-32, which several S3-compatible services do not
 * know; all know Content-MD5.
 */
function sendContentMd5(client) {
    client.middlewareStack.add((next, context) => (args) => {
        if (context.commandName === 'DeleteObjectsCommand')
            replaceChecksum(dist/* parse */.qgA(textRequestSchema, args.request));
        return next(args);
    }, 
    // After the SDK has added its checksum, before it signs.
    { step: 'build', priority: 'low', name: 'contentMd5' });
}
/** The request itself, not a copy: its headers are changed. */
const textRequestSchema = dist/* object */.Ikc({
    headers: dist/* custom */.IeY((value) => typeof value === 'object' && value !== null),
    body: dist/* string */.YjP(),
});
function replaceChecksum({ headers, body }) {
    for (const name of Object.keys(headers).filter((header) => /^x-amz-(sdk-)?checksum-/i.test(header))) {
        delete headers[name];
    }
    headers['content-md5'] = (0,external_node_crypto_.hash)('md5', body, 'base64');
}

// EXTERNAL MODULE: ./src/net/retry.js
var retry = __webpack_require__(9228);
;// CONCATENATED MODULE: ./src/files/s3/request.js




/**
 * Sends one request until it succeeds or cannot. `send` is called once an attempt, and has to read the whole answer.
 *
 * @throws StorageRequestError with what the storage said, or with a `NetworkError` as its cause
 * @throws the signal's reason once it aborted
 */
async function request(storage, subject, send) {
    const { client, retryContext } = storage;
    const { clock, signal } = retryContext;
    const attempt = async (number) => {
        try {
            return await send(client, { abortSignal: signal }, number);
        }
        catch (error) {
            signal.throwIfAborted();
            throw toRequestError(error, subject, clock.now());
        }
    };
    return (0,retry/* withRetry */.bD)(`${verbs[subject.operation]} ${subject.key}`, retryContext, attempt, createJudge());
}
const verbs = {
    AbortMultipartUpload: 'abandon the upload of',
    CompleteMultipartUpload: 'complete the upload of',
    CopyObject: 'copy to',
    CreateMultipartUpload: 'begin the upload of',
    DeleteObject: 'delete',
    DeleteObjects: 'delete files under',
    GetObject: 'read',
    HeadObject: 'look up',
    ListMultipartUploads: 'list unfinished uploads under',
    ListObjectsV2: 'list',
    PutObject: 'write',
    UploadPart: 'write a part of',
    UploadPartCopy: 'copy a part to',
};
/** Codes that S3 answers for a while only, some of them with a status that says otherwise (RequestTimeout is a 400). */
const passing = new Set([
    'SlowDown',
    'RequestTimeout',
    'InternalError',
    'ServiceUnavailable',
    'OperationAborted',
    'IncompleteBody',
    'ThrottlingException',
    'RequestLimitExceeded',
]);
/** Damage on the way, or a clock that the SDK sets right after the first refusal: worth one more attempt, no more. */
const passingOnce = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'RequestTimeTooSkewed']);
function createJudge() {
    let second = false;
    return (error) => {
        if (!(error instanceof files_errors/* StorageRequestError */.Nl))
            return { kind: 'give-up' };
        const { cause, code = '', message, retryAfterMs, status } = error;
        if (cause instanceof errors/* NetworkError */.Dr)
            return { kind: 'retry', cause: `${message} (${cause.kind})` };
        const again = { kind: 'retry', cause: `${message} (HTTP ${status}, ${code})`, retryAfterMs };
        if (passing.has(code) || (status !== undefined && (0,retry/* isRetryableStatus */.PS)(status)))
            return again;
        if (!passingOnce.has(code) || second)
            return { kind: 'give-up' };
        second = true;
        return again;
    };
}
const serviceExceptionSchema = dist/* object */.Ikc({
    name: dist/* string */.YjP(),
    message: dist/* string */.YjP(),
    $metadata: dist/* object */.Ikc({ httpStatusCode: dist/* number */.aig(), requestId: dist/* optional */.lqM(dist/* string */.YjP()) }),
    $response: dist/* optional */.lqM(dist/* object */.Ikc({ headers: dist/* record */.g1P(dist/* string */.YjP(), dist/* string */.YjP()) })),
});
/** What was thrown as an error of this library; what is neither the network's nor the storage's stays as it is. */
function toRequestError(error, subject, now) {
    if (error instanceof errors/* NetworkError */.Dr)
        return new files_errors/* StorageRequestError */.Nl(subject, {}, error.message, { cause: error });
    const parsed = dist/* safeParse */.xLC(serviceExceptionSchema, error);
    if (!parsed.success)
        return error;
    const { name, message, $metadata, $response } = parsed.output;
    const status = $metadata.httpStatusCode;
    // What a proxy in between says, mostly; the SDK's words about it are for those who program with it.
    if (/deserialization error/i.test(message)) {
        return new files_errors/* StorageRequestError */.Nl(subject, { status }, `the storage answered with HTTP ${status} and something that is not S3's`);
    }
    // The SDK's own error is left behind: it holds the request's headers, the signature among them.
    return new files_errors/* StorageRequestError */.Nl(subject, {
        status,
        code: name,
        requestId: $metadata.requestId,
        retryAfterMs: (0,retry/* parseRetryAfter */.mu)($response?.headers['retry-after'], now),
    }, message);
}
/** Whether the storage answered that what was asked for is not there (any more). */
function isAbsent(error) {
    return error instanceof files_errors/* StorageRequestError */.Nl && error.status === 404;
}

;// CONCATENATED MODULE: ./src/files/s3/listing.js






const pageSchema = dist/* object */.Ikc({
    EncodingType: dist/* optional */.lqM(dist/* string */.YjP()),
    IsTruncated: dist/* optional */.lqM(dist/* boolean */.zMY(), false),
    NextContinuationToken: dist/* optional */.lqM(dist/* string */.YjP()),
    Contents: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ Key: dist/* string */.YjP(), Size: dist/* optional */.lqM(dist/* number */.aig(), 0), ETag: dist/* optional */.lqM(dist/* string */.YjP(), '') })), []),
});
/**
 * Lists what lies under `prefix`, in the storage's order, 1,000 objects a request. The next page is asked for while
 * the one before is worked on, never more than that. Empty objects whose key ends in `/` are left out: they are how
 * some tools keep a folder, not files.
 *
 * @throws StorageRequestError
 */
async function* listObjects(storage, bucket, prefix) {
    const done = new AbortController();
    const inner = withSignal(storage, AbortSignal.any([storage.retryContext.signal, done.signal]));
    const seen = new Set();
    let upcoming = fetchPage(inner, bucket, prefix, undefined);
    try {
        while (upcoming !== undefined) {
            const { objects, next } = await upcoming;
            if (next !== undefined && seen.has(next))
                throw repeatedPage(bucket, prefix);
            if (next !== undefined)
                seen.add(next);
            upcoming = next === undefined ? undefined : fetchPage(inner, bucket, prefix, next);
            // Its failure is thrown when its turn comes; without this it would count as unhandled until then.
            upcoming?.catch(() => undefined);
            yield* objects;
        }
    }
    finally {
        // Ends the request for a page that nobody waits for any more.
        done.abort();
        await upcoming?.catch(() => undefined);
    }
}
/** All of {@link listObjects} by key. */
async function listAll(storage, bucket, prefix) {
    const objects = new Map();
    for await (const object of listObjects(storage, bucket, prefix))
        objects.set(object.key, object);
    return objects;
}
async function fetchPage(storage, bucket, prefix, token) {
    // Without this encoding, keys with control characters would make an answer that is no XML.
    const input = { Bucket: bucket, Prefix: prefix, EncodingType: 'url', ContinuationToken: token };
    const answer = await request(storage, { operation: 'ListObjectsV2', bucket, key: prefix }, (client, options) => client.send(new dist_cjs/* ListObjectsV2Command */.u6x(input), options));
    const page = dist/* parse */.qgA(pageSchema, answer);
    const objects = page.Contents.map(({ Key, Size, ETag }) => ({
        key: decodeKey(Key, page.EncodingType).slice(prefix.length),
        size: Size,
        etag: bareEtag(ETag),
    })).filter(({ key, size }) => size > 0 || (key !== '' && !key.endsWith('/')));
    return { objects, next: page.IsTruncated ? page.NextContinuationToken : undefined };
}
/** A key as a list has it. The encoding `url`, where the storage says that it used it, is that of forms. */
function decodeKey(key, encoding) {
    return encoding === 'url' ? decodeURIComponent(key.replaceAll('+', '%20')) : key;
}
function repeatedPage(bucket, prefix) {
    return new files_errors/* StorageRequestError */.Nl({ operation: 'ListObjectsV2', bucket, key: prefix }, {}, 'the storage answered with the same page of the list again');
}

// EXTERNAL MODULE: ./src/files/s3/location.js
var s3_location = __webpack_require__(4058);
;// CONCATENATED MODULE: ./src/files/s3/object-requests.js






/**
 * Writes an object or a part, with its MD5, and gives its ETag without quotes.
 *
 * @throws StorageRequestError
 */
async function putContent(storage, subject, { body, sha256, query }) {
    const { bucket, key } = subject;
    const headers = { 'content-md5': (0,external_node_crypto_.hash)('md5', body, 'base64'), 'content-type': 'application/octet-stream' };
    const wanted = {
        method: 'PUT',
        bucket,
        key,
        headers,
        body,
        sha256,
        ...(query === undefined ? {} : { query }),
    };
    return exchange(storage, subject, wanted, async (answer) => {
        await answer.body.dump();
        return bareEtag(headerOf(answer, 'etag'));
    });
}
/**
 * Reads an object, or the part of it that begins at `start`, into `buffer`, provided that it still has its ETag.
 *
 * @throws StorageRequestError
 */
async function getContent(storage, subject, { etag, start }, buffer) {
    const { bucket, key } = subject;
    const headers = {
        ...(etag === '' ? {} : { 'if-match': `"${etag}"` }),
        ...(start === undefined ? {} : { range: `bytes=${start}-${start + buffer.length - 1}` }),
    };
    await exchange(storage, subject, { method: 'GET', bucket, key, headers }, ({ body }) => collectBody(storage, body, buffer));
}
/**
 * Reads the body of an object by pieces.
 *
 * @throws StorageRequestError
 */
async function readContent(storage, subject, read) {
    const { bucket, key } = subject;
    return exchange(storage, subject, { method: 'GET', bucket, key }, ({ body }) => read(readBody(storage, body)));
}
function exchange(storage, subject, wanted, read) {
    return request(storage, subject, async (_client, { abortSignal }) => {
        const answer = await storage.exchange(wanted, abortSignal);
        if (answer.statusCode < 300)
            return read(answer);
        throw await refusal(storage, subject, answer);
    });
}
/** S3's errors are XML: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
async function refusal(storage, subject, answer) {
    const text = (await readAnswer(storage.host, readBody(storage, answer.body))).toString();
    const code = elementOf(text, 'Code');
    const retryAfterMs = (0,retry/* parseRetryAfter */.mu)(headerOf(answer, 'retry-after'), storage.retryContext.clock.now());
    const requestId = headerOf(answer, 'x-amz-request-id') ?? elementOf(text, 'RequestId');
    const message = elementOf(text, 'Message') ?? code ?? `the storage answered with HTTP ${answer.statusCode}`;
    return new files_errors/* StorageRequestError */.Nl(subject, { status: answer.statusCode, code, requestId, retryAfterMs }, message);
}
function elementOf(xml, name) {
    const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
    return entities.reduce((decoded, [entity, character]) => decoded?.replaceAll(entity, character), text);
}
/** The ampersand comes last, so that what it is part of is not decoded twice. */
const entities = [
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&quot;', '"'],
    ['&apos;', "'"],
    ['&amp;', '&'],
];
function headerOf({ headers }, name) {
    return [headers[name]].flat()[0];
}

;// CONCATENATED MODULE: ./src/files/stored-manifest.js






const lineSchema = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), dist/* object */.Ikc({
    key: dist/* string */.YjP(),
    size: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)),
    sha256: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{64}$/)),
    etag: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* nonEmpty */.hq()),
}));
/**
 * Reads the manifest that lies beside a version's files. None, or a broken one, is an empty map: the files then count
 * as known by size and ETag alone. A broken one is also a warning.
 *
 * @throws StorageRequestError where it cannot be read
 */
async function readStoredManifest(storage, { bucket, manifestKey }) {
    try {
        return await readContent(storage, { operation: 'GetObject', bucket, key: manifestKey }, (body) => parseLines(splitLines(body)));
    }
    catch (error) {
        if (isAbsent(error))
            return new Map();
        if (!dist/* isValiError */.F1$(error))
            throw error;
        storage.retryContext.log.warning(brokenText(bucket, manifestKey));
        return new Map();
    }
}
/** How much of a manifest is read at a time, in bytes. */
const RANGE = 1024 * 1024;
/** Finds the manifest that lies beside a version's files; undefined where there is none. */
async function findStoredManifest(storage, { bucket, manifestKey }) {
    for await (const object of listObjects(storage, bucket, manifestKey)) {
        if (object.key === '')
            return object;
    }
    return undefined;
}
/**
 * Reads a manifest that {@link findStoredManifest} found, a MiB at a time, in the order of its keys. A broken line
 * ends it with a warning: the files from there on count as known by size and ETag alone.
 *
 * @throws StorageRequestError where it cannot be read, or was replaced meanwhile
 */
async function* storedEntries(storage, { bucket, manifestKey }, manifest) {
    const subject = { operation: 'GetObject', bucket, key: manifestKey };
    for await (const line of splitLines(readRanges(storage, subject, manifest))) {
        const parsed = dist/* safeParse */.xLC(lineSchema, line);
        if (!parsed.success)
            return storage.retryContext.log.warning(brokenText(bucket, manifestKey));
        yield parsed.output;
    }
}
/** Reads the next range while the one before is worked on. */
async function* readRanges(storage, subject, { size, etag }) {
    const read = async (start) => {
        const range = Buffer.allocUnsafe(Math.min(RANGE, size - start));
        await getContent(storage, subject, { etag, start }, range);
        return range;
    };
    let upcoming;
    for (let start = 0; start < size; start += RANGE) {
        const range = await (upcoming ?? read(start));
        upcoming = start + RANGE < size ? read(start + RANGE) : undefined;
        // Its failure is thrown when its turn comes; without this it would count as unhandled until then.
        upcoming?.catch(() => undefined);
        yield range;
    }
}
function brokenText(bucket, manifestKey) {
    return `The manifest s3://${bucket}/${manifestKey} is broken and is not used.`;
}
async function parseLines(lines) {
    const entries = new Map();
    for await (const line of lines) {
        const entry = dist/* parse */.qgA(lineSchema, line);
        entries.set(entry.key, entry);
    }
    return entries;
}
/**
 * Writes the manifest beside a version's files. Those that the storage gave no ETag are left out, since nothing would
 * tell later whether they are still the same.
 *
 * @throws StorageRequestError
 */
async function writeStoredManifest(storage, { bucket, manifestKey }, entries) {
    const body = Buffer.from((0,files_manifest/* storedManifestText */.ie)(entries.filter(({ etag }) => etag !== '')));
    await putContent(storage, { operation: 'PutObject', bucket, key: manifestKey }, { body });
}

;// CONCATENATED MODULE: ./src/files/compare-versions.js
/** Compares versions as they lie in the storage, without downloading a file. */








/**
 * Compares two versions. Undefined before: everything is added. By SHA-256 where both have a manifest that still
 * describes the object, otherwise by size and ETag.
 *
 * @throws OrderError, StorageRequestError
 */
async function compareVersions(storage, before, after, { destination, ...options } = {}) {
    const [old, now] = await Promise.all([
        openVersion(storage, before, destination),
        openVersion(storage, after, destination),
    ]);
    return compareFiles(mergeByKey(old.files, now.files), options);
}
/**
 * Compares a version with the files of this machine, which are read only where that can tell something.
 *
 * @param files sorted by key, with whole keys
 * @throws OrderError, StorageRequestError, FileChangedError, or the signal's reason
 */
async function compareWithLocalFiles(storage, before, files, { destination, ...options } = {}) {
    const { clock, log, signal } = storage.retryContext;
    const { hasManifest, files: stored } = await openVersion(storage, before, destination);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return withProgress({ what: 'Comparing', files: files.length, bytes, clock, log }, (progress) => {
        const read = (pair) => readLocal(pair, hasManifest, signal, progress);
        return compareFiles(inParallel(mergeByKey(stored, toAsync(files)), storage.concurrency, read), options);
    });
}
async function openVersion(storage, location, destination = '') {
    if (location === undefined)
        return { hasManifest: false, files: toAsync([]) };
    const manifest = await findStoredManifest(storage, location);
    return {
        hasManifest: manifest !== undefined,
        files: storedFiles(storage, location, (0,s3_location/* folderPrefix */.Z)(destination), manifest),
    };
}
/** The files of a version in the order of their keys, with what the manifest says about the objects that are there. */
async function* storedFiles(storage, location, folder, manifest) {
    const objects = listFolder(storage, location, folder);
    const entries = manifest === undefined ? toAsync([]) : storedEntries(storage, location, manifest);
    for await (const [object, entry] of mergeByKey(objects, entries)) {
        if (object === undefined)
            continue;
        const describes = entry?.etag === object.etag && entry.size === object.size;
        yield { key: object.key, size: object.size, etag: object.etag, sha256: describes ? entry.sha256 : undefined };
    }
}
async function* listFolder(storage, { bucket, prefix }, folder) {
    for await (const object of listObjects(storage, bucket, prefix + folder)) {
        yield { ...object, key: folder + object.key };
    }
}
/** Reads a local file, to compare it by what is known of the stored one, or to find what it was renamed from. */
async function readLocal([before, file], hasManifest, signal, progress) {
    if (file === undefined)
        return [before, undefined];
    const form = etagForm(before?.etag ?? '');
    const byEtag = before !== undefined && before.sha256 === undefined;
    const md5 = byEtag && form.kind === 'md5';
    const composed = byEtag && form.kind === 'composed' && form.parts === (0,parts/* partCount */.md)(file.size);
    const isTelling = byEtag ? before.size === file.size && (md5 || composed) : hasManifest;
    if (!isTelling) {
        progress.addFile();
        progress.addBytes(file.size);
    }
    const hashes = isTelling ? await hashFile(file, { md5, composed }, signal, progress) : undefined;
    const etag = hashes?.md5 ?? hashes?.composed ?? '';
    const after = { key: file.key, size: file.size, etag, sha256: byEtag ? undefined : hashes?.sha256 };
    return before === undefined ? [undefined, after] : [before, after];
}
/** Works on up to `limit` items at a time and yields what comes of them in the order of the items. */
async function* inParallel(items, limit, work) {
    const running = [];
    for await (const item of items) {
        const next = work(item);
        // A failure is thrown when its turn comes; without this it would count as unhandled until then.
        next.catch(() => undefined);
        running.push(next);
        const first = running.length < limit ? undefined : running.shift();
        if (first !== undefined)
            yield await first;
    }
    for (const rest of running)
        yield await rest;
}
async function* toAsync(items) {
    yield* items;
}

// EXTERNAL MODULE: ./src/net/concurrency.js
var net_concurrency = __webpack_require__(7633);
;// CONCATENATED MODULE: ./src/files/buffer-pool.js
/** So that the first files, which may be small, do not each make a buffer of their own size. */
const SMALLEST = 64 * 1024;
/**
 * A number of places shared by all files and their parts: whoever sends or receives data holds one, and with it at
 * most one buffer. Memory is therefore bounded by `count` times the size of a part, whatever the files' sizes.
 */
class BufferPool {
    #free;
    #waiting = [];
    constructor(count) {
        this.#free = Array.from({ length: count }, () => undefined);
    }
    /** Waits for a place, first come first served; throws the signal's reason once it aborted. */
    async take(signal) {
        signal.throwIfAborted();
        while (this.#free.length === 0) {
            await new Promise((resolve) => this.#waiting.push(resolve));
            if (!signal.aborted)
                continue;
            this.#wakeNext();
            throw signal.reason;
        }
        return this.#lease(this.#free.pop());
    }
    /** Holds a place for as long as `work` takes. */
    async use(signal, work) {
        const slot = await this.take(signal);
        try {
            return await work(slot);
        }
        finally {
            slot.release();
        }
    }
    #lease(kept) {
        let buffer = kept;
        return {
            buffer: (size) => {
                if (buffer === undefined || buffer.length < size)
                    buffer = Buffer.allocUnsafeSlow(Math.max(size, SMALLEST));
                return buffer.subarray(0, size);
            },
            release: () => {
                this.#free.push(buffer);
                this.#wakeNext();
            },
        };
    }
    #wakeNext() {
        this.#waiting.shift()?.();
    }
}

;// CONCATENATED MODULE: ./src/files/download-file.js







/**
 * Fetches one object to `path`, in parts where it is large. It is written under another name in the target folder and
 * renamed when it is whole and right, so that no half file ever has the name.
 *
 * @throws DamagedFileError where it is not what the manifest says
 * @throws StorageRequestError, with the status 412 where it changed since it was listed
 */
async function downloadObject(transfer, signal, folder, wanted, target, path) {
    // Named after the key, so that what a killed run left is taken up, and short, whatever the key's length.
    const temporary = target.resolve(`.download-${(0,external_node_crypto_.hash)('sha256', wanted.object.key, 'hex')}`);
    try {
        await (0,promises_.rm)(temporary, { force: true });
        const handle = await (0,promises_.open)(temporary, 'wx');
        try {
            const found = await fetchParts(transfer, signal, folder, wanted, handle);
            if (found !== wanted.sha256)
                throw new files_errors/* DamagedFileError */.Gw(wanted.object.key, String(wanted.sha256), String(found));
        }
        finally {
            await handle.close();
        }
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
    transfer.progress.addFile();
}
/** Fetches the parts side by side and hashes them in order, where there is a SHA-256 to compare with. */
async function fetchParts({ storage, slots, progress }, outer, { bucket, prefix }, { object, sha256 }, handle) {
    const whole = sha256 === undefined ? undefined : (0,external_node_crypto_.createHash)('sha256');
    const place = { bucket, key: prefix + object.key };
    const group = new net_concurrency/* TaskGroup */.NH(outer);
    let hashed = Promise.resolve();
    try {
        for (const part of (0,parts/* rangesOf */.wA)(object.size)) {
            const slot = await slots.take(group.signal);
            const before = hashed;
            const turn = Promise.withResolvers();
            hashed = turn.promise;
            group.start(async (signal) => {
                try {
                    const buffer = slot.buffer(part.size);
                    await fetchPart(withSignal(storage, signal), place, object, part, buffer);
                    await handle.write(buffer, 0, buffer.length, part.start);
                    progress.addBytes(part.size);
                    await before;
                    whole?.update(buffer);
                }
                finally {
                    turn.resolve();
                    slot.release();
                }
            });
        }
    }
    catch (error) {
        group.fail(error);
    }
    await group.settled();
    return whole?.digest('hex');
}
async function fetchPart(storage, { bucket, key }, { etag, size: whole }, part, buffer) {
    const start = whole <= parts/* RANGE_SIZE */.ww ? undefined : part.start;
    await getContent(storage, { operation: 'GetObject', bucket, key }, { etag, start }, buffer);
}

;// CONCATENATED MODULE: ./src/files/local/safe-path.js

/** The longest name of a file or folder: bytes on Linux and macOS, UTF-16 units on Windows. */
const MAX_NAME = 255;
/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file, which count with and without an extension. */
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;
/**
 * Makes sure that each key names a file of its own inside a folder, on this platform.
 *
 * @param keys relative, with `/` between folders
 * @throws KeysError with all keys that do not
 */
function checkKeys(keys, platform) {
    const problems = [];
    const files = new Map();
    for (const key of keys) {
        const reason = problemOf(key, platform);
        if (reason !== undefined)
            problems.push({ key, reason });
        const folded = fold(key, platform);
        const other = files.get(folded);
        if (other !== undefined)
            problems.push({ key, reason: `is the same file as ${JSON.stringify(other)} on this system` });
        files.set(folded, key);
    }
    problems.push(...filesThatAreFolders(files));
    if (problems.length > 0)
        throw new files_errors/* KeysError */.Vk(problems);
}
function filesThatAreFolders(files) {
    const problems = [];
    const known = new Set();
    for (const [folded, key] of files) {
        for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
            const folder = folded.slice(0, end);
            if (known.has(folder))
                break;
            known.add(folder);
            const file = files.get(folder);
            if (file === undefined)
                continue;
            problems.push({ key: file, reason: `is a file, and a folder that holds ${JSON.stringify(key)}` });
        }
    }
    return problems;
}
/** What two keys have in common that are one file: nothing but themselves where names differ in case. */
function fold(key, platform) {
    const caseless = platform === 'win32' || platform === 'darwin';
    return caseless ? key.normalize('NFC').toLowerCase() : key;
}
function problemOf(key, platform) {
    if (key === '')
        return 'is empty';
    if (key.startsWith('/'))
        return 'is an absolute path';
    if (key.includes('\0'))
        return 'holds a NUL character';
    for (const name of key.split('/')) {
        if (name === '')
            return 'has an empty segment';
        if (name === '.' || name === '..')
            return `has a segment "${name}"`;
        const reason = platform === 'win32' ? windowsProblemOf(name) : posixProblemOf(name);
        if (reason !== undefined)
            return reason;
    }
    return undefined;
}
function posixProblemOf(name) {
    return Buffer.byteLength(name) > MAX_NAME ? `has a name of more than ${MAX_NAME} bytes` : undefined;
}
function windowsProblemOf(name) {
    // A backslash would be a folder, a colon a drive or a hidden stream.
    if (/[\p{Cc}<>:"|?*\\]/u.test(name))
        return 'holds a character that Windows does not allow in names';
    if (/[ .]$/.test(name))
        return 'has a name that ends in a dot or a space, which Windows drops';
    if (reservedOnWindows.test(name))
        return 'has a name that Windows reserves for a device';
    return name.length > MAX_NAME ? `has a name of more than ${MAX_NAME} characters` : undefined;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/files/local/target-folder.js



/** Makes the folder if need be. It may be, or lie behind, a symbolic link: whoever named it meant where that leads. */
async function openTargetFolder(path) {
    await (0,promises_.mkdir)(path, { recursive: true });
    const root = await (0,promises_.realpath)(path);
    const made = new Map([[root, Promise.resolve()]]);
    const ensure = (folder, key) => {
        const known = made.get(folder);
        if (known !== undefined)
            return known;
        const making = ensure((0,external_node_path_.dirname)(folder), key).then(() => ensureFolder(root, folder, key));
        made.set(folder, making);
        return making;
    };
    return {
        resolve: (name) => (0,external_node_path_.join)(root, name),
        prepare: async (key) => {
            const file = (0,external_node_path_.join)(root, ...key.split('/'));
            await ensure((0,external_node_path_.dirname)(file), key);
            const stats = await statsOf(file);
            if (stats?.isDirectory())
                throw new files_errors/* KeysError */.Vk([{ key, reason: 'is a folder in the folder to write' }]);
            return file;
        },
    };
}
async function ensureFolder(root, folder, key) {
    const stats = await statsOf(folder);
    if (stats === undefined) {
        await (0,promises_.mkdir)(folder);
        return;
    }
    if (stats.isDirectory())
        return;
    const name = (0,external_node_path_.relative)(root, folder);
    if (!stats.isSymbolicLink())
        throw new files_errors/* KeysError */.Vk([{ key, reason: `needs a folder ${name}, which is a file` }]);
    const target = await (0,promises_.realpath)(folder);
    if (target !== root && !target.startsWith(root + external_node_path_.sep)) {
        throw new files_errors/* KeysError */.Vk([{ key, reason: `lies behind the symbolic link ${name}, which leads outside` }]);
    }
}
/** What lies at a path, not followed; undefined where nothing does. */
async function statsOf(path) {
    try {
        return await (0,promises_.lstat)(path);
    }
    catch (error) {
        if (Error.isError(error) && 'code' in error && error.code === 'ENOENT')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/files/s3/delete.js






/** S3's limit of keys in one DeleteObjects. */
const MAX_KEYS = 1000;
const answerSchema = dist/* object */.Ikc({
    Errors: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({
        Key: dist/* optional */.lqM(dist/* string */.YjP(), ''),
        Code: dist/* optional */.lqM(dist/* string */.YjP(), ''),
        Message: dist/* optional */.lqM(dist/* string */.YjP(), ''),
    })), []),
});
/**
 * Deletes objects, a thousand a request; one that is not there counts as deleted.
 *
 * @param keys relative to the folder's prefix
 * @throws DeletionError naming every object that the storage kept
 * @throws StorageRequestError
 */
async function deleteObjects(storage, folder, keys) {
    const { concurrency, retryContext } = storage;
    const failures = [];
    await (0,net_concurrency/* forEachConcurrently */.DW)(batchesOf(keys), concurrency, retryContext.signal, async (batch, signal) => {
        failures.push(...(await deleteBatch(withSignal(storage, signal), folder, batch)));
    });
    if (failures.length > 0)
        throw new files_errors/* DeletionError */.vK(failures);
}
/** Control characters have no place in XML, so that keys with them go one by one, in the request's path. */
function* batchesOf(keys) {
    const special = (key) => /[\p{Cc}\ufffe\uffff]/u.test(key);
    const plain = keys.filter((key) => !special(key));
    for (let start = 0; start < plain.length; start += MAX_KEYS)
        yield plain.slice(start, start + MAX_KEYS);
    for (const key of keys.filter(special))
        yield [key];
}
async function deleteBatch(storage, { bucket, prefix }, batch) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
        const key = prefix + only;
        await request(storage, { operation: 'DeleteObject', bucket, key }, (client, options) => client.send(new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: bucket, Key: key }), options));
        return [];
    }
    const input = { Bucket: bucket, Delete: { Quiet: true, Objects: batch.map((key) => ({ Key: prefix + key })) } };
    const answer = await request(storage, { operation: 'DeleteObjects', bucket, key: prefix }, (client, options) => client.send(new dist_cjs/* DeleteObjectsCommand */.xvx(input), options));
    return dist/* parse */.qgA(answerSchema, answer).Errors.map(({ Key, Code, Message }) => ({
        key: Key.slice(prefix.length),
        code: Code,
        message: Message,
    }));
}

;// CONCATENATED MODULE: ./src/files/version-files.js





/**
 * The files of a version, sorted by key. Keys are relative to the version's folder of files, the destination included.
 *
 * @throws FolderError, StorageRequestError
 */
async function listFiles(storage, { bucket, prefix }, { destination, filter = () => true }) {
    const folder = (0,s3_location/* folderPrefix */.Z)(destination);
    const found = [];
    for await (const object of listObjects(storage, bucket, prefix + folder)) {
        const key = folder + object.key;
        if (filter(key))
            found.push({ ...object, key });
    }
    return found.sort((a, b) => (0,files_manifest/* compareKeys */.YD)(a.key, b.key));
}
/**
 * Counts what a version holds.
 *
 * @throws StorageRequestError
 */
async function measureVersion(storage, location) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    const objects = await listFiles(storage, location, { destination: '' });
    for (const { key, size, etag } of objects) {
        bytes += size;
        hash.update(`${JSON.stringify([key, size, etag])}\n`);
    }
    return { files: objects.length, bytes, digest: hash.digest('hex') };
}
/**
 * Deletes files of a draft; those that are not there count as deleted.
 *
 * @param keys relative to the version's folder of files
 * @throws DeletionError with those that the storage kept
 * @throws StorageRequestError
 */
function deleteFiles(storage, location, keys) {
    return deleteObjects(storage, location, keys);
}

;// CONCATENATED MODULE: ./src/files/download-version.js













/**
 * Finds out what to fetch, and that all of it can be files of this system. Writes nothing.
 *
 * @throws KeysError with every key that cannot be a file in a folder here
 * @throws FolderError, StorageRequestError
 */
async function planDownload(storage, options) {
    const { version, platform } = options;
    const destination = (0,s3_location/* folderPrefix */.Z)(options.destination);
    const [listed, manifest] = await (0,net_concurrency/* allOrNothing */.G3)(storage.retryContext.signal, (signal) => listFiles(withSignal(storage, signal), version, options), (signal) => readStoredManifest(withSignal(storage, signal), version));
    warnOfReplaced(storage, listed, manifest);
    const files = listed.map((object) => {
        const entry = manifest.get(object.key);
        const sha256 = entry?.etag === object.etag ? entry.sha256 : undefined;
        return { object: { ...object, key: object.key.slice(destination.length) }, sha256 };
    });
    checkKeys(files.map(({ object }) => object.key), platform);
    const bytes = listed.reduce((sum, { size }) => sum + size, 0);
    return { files, bytes, source: { bucket: version.bucket, prefix: version.prefix + destination } };
}
/**
 * Downloads files of a version. What is there already and right is not fetched again; nothing is ever written outside
 * the folder.
 *
 * @throws DamagedFileError where a file is not what the manifest says
 * @throws KeysError, FolderError, StorageRequestError, the file system's errors, or the signal's reason
 */
async function downloadFiles(storage, options) {
    const { clock, log, signal } = storage.retryContext;
    const { files, bytes, source } = await planDownload(storage, options);
    const target = await openTargetFolder(options.folder);
    const slots = new BufferPool(storage.concurrency);
    let downloaded = 0;
    const what = { what: 'Downloading', files: files.length, bytes, clock, log };
    await withProgress(what, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(files, storage.concurrency, signal, async (wanted, inner) => {
        const path = await target.prepare(wanted.object.key);
        if (await isThere(wanted, path, inner, progress))
            return;
        await downloadObject({ storage, slots, progress }, inner, source, wanted, target, path);
        downloaded += 1;
    }));
    return { files: files.length, bytes, downloaded, unchanged: files.length - downloaded };
}
/** Objects that are not those of the manifest: it says nothing about what they hold. */
function warnOfReplaced(storage, listed, manifest) {
    const replaced = listed.filter(({ key, etag }) => (manifest.get(key)?.etag ?? etag) !== etag);
    const [first] = replaced;
    if (first === undefined)
        return;
    storage.retryContext.log.warning(`${replaced.length} files were replaced after the version's manifest was written, so that their SHA-256 cannot be checked; the first is ${JSON.stringify(first.key)}`);
}
/** Whether a file is there and, going by the manifest's SHA-256, else by an ETag made of MD5s, is the right one. */
async function isThere({ object, sha256 }, path, signal, progress) {
    const form = etagForm(object.etag);
    const md5 = sha256 === undefined && form.kind === 'md5';
    const composed = sha256 === undefined && form.kind === 'composed' && form.parts === (0,parts/* partCount */.md)(object.size);
    if (sha256 === undefined && !md5 && !composed)
        return false;
    const stats = await statsOf(path);
    if (stats === undefined || !stats.isFile() || stats.size !== object.size)
        return false;
    const { mtimeMs, ino, size } = stats;
    const silent = { addFile: () => undefined, addBytes: () => undefined };
    const hashes = await hashFile({ path, key: object.key, size, mtimeMs, ino }, { md5, composed }, signal, silent);
    const same = sha256 === undefined ? [hashes.md5, hashes.composed].includes(object.etag) : hashes.sha256 === sha256;
    if (!same)
        return false;
    progress.addFile();
    progress.addBytes(size);
    return true;
}

// EXTERNAL MODULE: ./src/files/globs.js
var globs = __webpack_require__(6117);
// EXTERNAL MODULE: ./src/files/check-files.js
var check_files = __webpack_require__(3996);
;// CONCATENATED MODULE: ./src/files/plan.js


/**
 * Which hashes of a file decide what happens to it; undefined where none does, since no object of its size has its
 * key, or none that can be compared.
 */
function hashesToCompare(file, draft, base) {
    const candidates = [candidateIn(draft, file), candidateIn(base, file)].filter((found) => found !== undefined);
    const forms = candidates.flatMap(({ object, sha256 }) => (sha256 === undefined ? [etagForm(object.etag)] : []));
    const md5 = forms.some(({ kind }) => kind === 'md5');
    const composed = forms.some((form) => form.kind === 'composed' && form.parts === (0,parts/* partCount */.md)(file.size));
    const known = candidates.some(({ sha256 }) => sha256 !== undefined);
    return md5 || composed || known ? { md5, composed } : undefined;
}
/** What is to be done about a file, given the hashes that {@link hashesToCompare} asked for. */
function planFile(file, hashes, draft, base) {
    if (hashes === undefined)
        return { action: 'uploaded', file };
    const { sha256 } = hashes;
    const inDraft = candidateIn(draft, file);
    if (inDraft !== undefined && plan_isSame(inDraft, hashes))
        return { action: 'unchanged', file, object: inDraft.object, sha256 };
    const inBase = candidateIn(base, file);
    if (inBase !== undefined && plan_isSame(inBase, hashes))
        return { action: 'copied', file, object: inBase.object, sha256 };
    return { action: 'uploaded', file };
}
function candidateIn({ objects, manifest }, { key, size }) {
    const object = objects.get(key);
    if (object === undefined || object.size !== size)
        return undefined;
    const entry = manifest.get(key);
    const holds = entry !== undefined && entry.etag === object.etag && entry.size === object.size;
    return { object, sha256: holds ? entry.sha256 : undefined };
}
function plan_isSame({ object, sha256 }, hashes) {
    if (sha256 !== undefined)
        return sha256 === hashes.sha256;
    return object.etag !== '' && (object.etag === hashes.md5 || object.etag === hashes.composed);
}
/** How many bytes have to pass through this machine for a plan, and how many inside the storage. */
function workOf(files) {
    const moving = files.filter(({ action }) => action !== 'unchanged');
    return { files: moving.length, bytes: moving.reduce((sum, { file }) => sum + file.size, 0) };
}
/** Objects of a draft that are not among the files: under the destination, to be removed; elsewhere, not ours. */
function sortOut(draft, files, destination) {
    const meant = new Set(files.map(({ key }) => key));
    const others = [...draft.objects.keys()].filter((key) => !meant.has(key));
    return {
        extraneous: others.filter((key) => key.startsWith(destination)),
        foreign: others.filter((key) => !key.startsWith(destination)),
    };
}

;// CONCATENATED MODULE: ./src/files/plan-version.js











const NOTHING = { objects: new Map(), manifest: new Map() };
/**
 * Compares the files with the draft and the base version, and reads of them only those of which either has one of the
 * same key and size. Changes nothing. A base version that cannot be read is a warning, since only speed is lost.
 *
 * @throws KeysError, FolderError, FileChangedError, StorageRequestError
 */
async function planVersion(storage, options) {
    const { files, draft, base } = options;
    const destination = (0,s3_location/* folderPrefix */.Z)(options.destination);
    (0,check_files/* checkFiles */.g)(files, draft?.prefix ?? '');
    const [inDraft, inBase] = await (0,net_concurrency/* allOrNothing */.G3)(storage.retryContext.signal, (signal) => readVersion(withSignal(storage, signal), draft), (signal) => readBase(withSignal(storage, signal), base));
    const hashes = await plan_version_compareFiles(storage, files, inDraft, inBase);
    return {
        files: files.map((file) => planFile(file, hashes.get(file), inDraft, inBase)),
        ...sortOut(inDraft, files, destination),
    };
}
/**
 * Like {@link planVersion} for a draft that is to hold these files and no others.
 *
 * @throws VerificationError where the draft holds files outside the destination, which are not ours to remove
 */
async function planWholeVersion(storage, options) {
    const plan = await planVersion(storage, options);
    if (plan.foreign.length === 0)
        return plan;
    throw new files_errors/* VerificationError */.mk(plan.foreign.map((key) => ({ kind: 'unexpected', key })));
}
/**
 * The manifest that a version of these files has, without looking at the storage.
 *
 * @throws FileChangedError
 */
async function hashLocalFiles(storage, files) {
    const hashes = await hashAll(storage, 'Reading', files.map((file) => ({ file, md5: false, composed: false })));
    return (0,files_manifest/* createManifest */.e4)([...hashes].map(([{ key, size }, { sha256 }]) => ({ key, size, sha256 })));
}
async function readVersion(storage, location) {
    if (location === undefined)
        return NOTHING;
    const { bucket, prefix } = location;
    const [objects, manifest] = await (0,net_concurrency/* allOrNothing */.G3)(storage.retryContext.signal, (signal) => listAll(withSignal(storage, signal), bucket, prefix), (signal) => readStoredManifest(withSignal(storage, signal), location));
    return { objects, manifest };
}
async function readBase(storage, location) {
    try {
        return await readVersion(storage, location);
    }
    catch (error) {
        const { log, signal } = storage.retryContext;
        signal.throwIfAborted();
        if (!(error instanceof files_errors/* StorageRequestError */.Nl) || error.status === undefined)
            throw error;
        log.warning(`The earlier version's files cannot be read, so that nothing is copied from it: ${error.message}`);
        return NOTHING;
    }
}
function plan_version_compareFiles(storage, files, draft, base) {
    const comparable = files.flatMap((file) => {
        const wanted = hashesToCompare(file, draft, base);
        return wanted === undefined ? [] : [{ file, ...wanted }];
    });
    return hashAll(storage, 'Comparing', comparable);
}
async function hashAll({ concurrency, retryContext: { clock, log, signal } }, what, wanted) {
    const hashes = new Map();
    const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
    await withProgress({ what, files: wanted.length, bytes, clock, log }, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(wanted, concurrency, signal, async ({ file, md5, composed }, inner) => {
        hashes.set(file, await hashFile(file, { md5, composed }, inner, progress));
    }));
    return hashes;
}

;// CONCATENATED MODULE: ./src/files/s3/multipart.js






/**
 * Writes one object in parts, and gives its ETag. Where that fails, what was uploaded is abandoned, since the storage
 * would otherwise keep, and bill, what nobody sees.
 *
 * @param sendParts gives the parts, in any order
 * @throws whatever `sendParts` throws, StorageRequestError, or the signal's reason
 */
async function writeInParts(storage, signal, target, sendParts) {
    const inner = withSignal(storage, signal);
    const upload = await begin(inner, target);
    try {
        return await complete(inner, upload, await sendParts(upload, inner));
    }
    catch (error) {
        await abandon(storage, target, upload.id);
        throw error;
    }
}
/** How long the storage may be silent while it works on so many bytes by itself, in milliseconds. */
function patience(size) {
    const slowestBytesPerMs = 16 * 1024;
    return 60_000 + Math.ceil(size / slowestBytesPerMs);
}
async function begin(storage, target) {
    const { bucket, key } = target;
    const mark = (0,external_node_crypto_.randomUUID)();
    const input = { Bucket: bucket, Key: key, Metadata: { upload: mark } };
    const answer = await request(storage, { operation: 'CreateMultipartUpload', bucket, key }, (client, options) => client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4(input), options));
    if (answer.UploadId === undefined)
        throw new TypeError('the storage began an upload without an id');
    return { target, id: answer.UploadId, mark };
}
async function complete(storage, upload, parts) {
    const { bucket, key, size } = upload.target;
    const sorted = parts.toSorted((a, b) => a.number - b.number);
    const input = {
        Bucket: bucket,
        Key: key,
        UploadId: upload.id,
        MultipartUpload: { Parts: sorted.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })) },
    };
    const subject = { operation: 'CompleteMultipartUpload', bucket, key };
    try {
        const answer = await request(storage, subject, (client, options) => client.send(new dist_cjs/* CompleteMultipartUploadCommand */.Gym(input), { ...options, requestTimeout: patience(size) }));
        return bareEtag(answer.ETag);
    }
    catch (error) {
        // The answer to an earlier attempt can have been lost: the upload is then complete, and known no more.
        const known = error instanceof files_errors/* StorageRequestError */.Nl && error.code === 'NoSuchUpload';
        const etag = known ? await etagIfComplete(storage, upload) : undefined;
        if (etag === undefined)
            throw error;
        return etag;
    }
}
async function etagIfComplete(storage, { target, mark }) {
    const { bucket, key, size } = target;
    const answer = await request(storage, { operation: 'HeadObject', bucket, key }, (client, options) => client.send(new dist_cjs/* HeadObjectCommand */.l81({ Bucket: bucket, Key: key }), options));
    const ours = answer.Metadata?.upload === mark && answer.ContentLength === size;
    return ours ? bareEtag(answer.ETag) : undefined;
}
/** Abandons an upload as far as that is possible; a failure is a warning, since it must not hide what came before. */
async function abandon(storage, { bucket, key }, id) {
    const input = { Bucket: bucket, Key: key, UploadId: id };
    const { log } = storage.retryContext;
    try {
        await request(storage, { operation: 'AbortMultipartUpload', bucket, key }, (client, options) => client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(input), options));
    }
    catch (error) {
        log.warning(`An unfinished upload of s3://${bucket}/${key} was left behind: ${String(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/files/s3/copy.js








/**
 * Copies an object inside the storage, provided that it still is what it was; no data passes through this machine.
 * The copy's ETag, or undefined where the source has vanished, has changed, or may not be copied, so that the file has
 * to be uploaded instead.
 *
 * @param largestCopy above this size, in bytes, the copy is made in parts
 * @throws StorageRequestError
 */
async function copyObject(transfer, signal, source, target, largestCopy = parts/* MAX_COPY_BYTES */.VR) {
    try {
        const copy = source.size <= largestCopy ? copyWhole : copyInParts;
        const etag = await copy(transfer, signal, source, target);
        transfer.progress.addBytes(source.size);
        return etag;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof files_errors/* StorageRequestError */.Nl) || !needsUpload(error))
            throw error;
        const { log } = transfer.storage.retryContext;
        log.debug(`s3://${source.bucket}/${source.key} could not be copied (${error.message}) and is uploaded`);
        return undefined;
    }
}
/** Not there, not the same any more, not ours to read, or a storage that cannot copy. */
function needsUpload({ status }) {
    return status === 403 || status === 404 || status === 412 || status === 501;
}
async function copyWhole({ storage, slots }, signal, source, { bucket, key }) {
    const input = { Bucket: bucket, Key: key, ...sourceOf(source) };
    const answer = await slots.use(signal, () => request(withSignal(storage, signal), { operation: 'CopyObject', bucket, key }, (client, options) => client.send(new dist_cjs/* CopyObjectCommand */.s9Z(input), { ...options, requestTimeout: patience(source.size) })));
    return bareEtag(answer.CopyObjectResult?.ETag);
}
/** Parts of the size that an upload would have, so that the copy has the ETag of the original. */
function copyInParts(transfer, signal, source, place) {
    const target = { ...place, size: source.size };
    return writeInParts(transfer.storage, signal, target, async (upload, storage) => {
        const finished = [];
        const outer = storage.retryContext.signal;
        await (0,net_concurrency/* forEachConcurrently */.DW)((0,parts/* partsOf */.CI)(source.size), storage.concurrency, outer, async (part, inner) => {
            finished.push(await copyPart(transfer, inner, source, upload, part));
        });
        return finished;
    });
}
async function copyPart({ storage, slots }, signal, source, { id, target: { bucket, key } }, { number, start, size }) {
    const range = `bytes=${start}-${start + size - 1}`;
    const input = {
        Bucket: bucket,
        Key: key,
        UploadId: id,
        PartNumber: number,
        CopySourceRange: range,
        ...sourceOf(source),
    };
    const answer = await slots.use(signal, () => request(withSignal(storage, signal), { operation: 'UploadPartCopy', bucket, key }, (client, options) => client.send(new dist_cjs/* UploadPartCopyCommand */.Xp2(input), { ...options, requestTimeout: patience(size) })));
    const etag = bareEtag(answer.CopyPartResult?.ETag);
    if (etag === '')
        throw new TypeError('the storage copied a part without giving its ETag');
    return { number, etag };
}
function sourceOf({ bucket, key, etag }) {
    const path = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
    return { CopySource: path, ...(etag === '' ? {} : { CopySourceIfMatch: `"${etag}"` }) };
}

;// CONCATENATED MODULE: ./src/files/s3/stale-uploads.js








const stale_uploads_pageSchema = dist/* object */.Ikc({
    EncodingType: dist/* optional */.lqM(dist/* string */.YjP()),
    IsTruncated: dist/* optional */.lqM(dist/* boolean */.zMY(), false),
    NextKeyMarker: dist/* optional */.lqM(dist/* string */.YjP()),
    NextUploadIdMarker: dist/* optional */.lqM(dist/* string */.YjP()),
    Uploads: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ Key: dist/* string */.YjP(), UploadId: dist/* string */.YjP() })), []),
});
/**
 * Abandons the multipart uploads under `prefix` that nobody goes on with: those of an earlier attempt, and those whose
 * beginning was not answered. They would be kept and billed for ever. To be called when one's own are complete. Who may not list them, or whose storage cannot, gets a warning: the files themselves are not concerned.
 *
 * @param ours whether an upload to this key (relative to the prefix) can only be one of our own
 */
async function abandonStaleUploads(storage, bucket, prefix, ours) {
    const { log, signal } = storage.retryContext;
    try {
        const stale = (await listUploads(storage, bucket, prefix)).filter(({ key }) => ours(key.slice(prefix.length)));
        if (stale.length > 0)
            log.info(`Abandoning ${stale.length} unfinished uploads that were left behind`);
        await (0,net_concurrency/* forEachConcurrently */.DW)(stale, storage.concurrency, signal, ({ key, id }, inner) => abandon(withSignal(storage, inner), { bucket, key }, id));
    }
    catch (error) {
        if (!(error instanceof files_errors/* StorageRequestError */.Nl))
            throw error;
        log.warning(`Unfinished uploads, if any, were left behind: ${error.message}`);
    }
}
async function listUploads(storage, bucket, prefix) {
    const found = [];
    const subject = { operation: 'ListMultipartUploads', bucket, key: prefix };
    const input = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' };
    for (;;) {
        const answer = await request(storage, subject, (client, options) => client.send(new dist_cjs/* ListMultipartUploadsCommand */.mo2(input), options));
        const page = dist/* parse */.qgA(stale_uploads_pageSchema, answer);
        found.push(...page.Uploads.map(({ Key, UploadId }) => ({ key: decodeKey(Key, page.EncodingType), id: UploadId })));
        if (!page.IsTruncated || page.NextKeyMarker === undefined)
            return found;
        input.KeyMarker = decodeKey(page.NextKeyMarker, page.EncodingType);
        input.UploadIdMarker = page.NextUploadIdMarker;
    }
}

;// CONCATENATED MODULE: ./src/files/upload.js







/**
 * Uploads one file, reading it once: up to 8 MiB whole, above that in parts, as many at a time as there are slots.
 * Whole or in parts, everything carries its MD5, so that the storage refuses what was damaged on the way.
 *
 * @throws FileChangedError where the file changed meanwhile
 * @throws StorageRequestError
 */
async function uploadFile(transfer, signal, folder, file) {
    const sent = file.size <= parts/* PART_SIZE */.El ? uploadWhole : uploadInParts;
    const { sha256, etag } = await sent(transfer, signal, { bucket: folder.bucket, key: folder.prefix + file.key }, file);
    transfer.progress.addFile();
    return { key: file.key, size: file.size, sha256, etag };
}
async function uploadWhole({ storage, slots, progress }, signal, { bucket, key }, file) {
    return slots.use(signal, async (slot) => {
        const body = slot.buffer(file.size);
        await readWhole(file, body);
        const sha256 = (0,external_node_crypto_.hash)('sha256', body, 'hex');
        const subject = { operation: 'PutObject', bucket, key };
        const etag = await putContent(withSignal(storage, signal), subject, { body, sha256 });
        progress.addBytes(file.size);
        return { sha256, etag };
    });
}
async function uploadInParts(transfer, signal, place, file) {
    const sha256 = (0,external_node_crypto_.createHash)('sha256');
    const target = { ...place, size: file.size };
    const etag = await writeInParts(transfer.storage, signal, target, (upload, storage) => withLocalFile(file, (read) => {
        const readPart = async (buffer, position) => {
            await read(buffer, position);
            sha256.update(buffer);
        };
        return sendParts({ ...transfer, storage }, upload, readPart);
    }));
    return { sha256: sha256.digest('hex'), etag };
}
/** Reads the parts one after the other, as the SHA-256 of the whole needs it, and sends them side by side. */
async function sendParts(transfer, upload, read) {
    const { storage, slots } = transfer;
    const finished = [];
    const group = new net_concurrency/* TaskGroup */.NH(storage.retryContext.signal);
    try {
        for (const part of (0,parts/* partsOf */.CI)(upload.target.size)) {
            const slot = await slots.take(group.signal);
            const body = slot.buffer(part.size);
            const reading = read(body, part.start);
            group.start(async (signal) => {
                try {
                    await reading;
                    finished.push(await sendPart(transfer, signal, upload, part, body));
                }
                finally {
                    slot.release();
                }
            });
            await reading;
        }
    }
    catch (error) {
        group.fail(error);
    }
    await group.settled();
    return finished;
}
async function sendPart({ storage, progress }, signal, { target: { bucket, key }, id }, { number, size }, body) {
    const query = { partNumber: String(number), uploadId: id };
    const subject = { operation: 'UploadPart', bucket, key };
    const etag = await putContent(withSignal(storage, signal), subject, { body, query });
    if (etag === '')
        throw new TypeError('the storage took a part without giving its ETag');
    progress.addBytes(size);
    return { number, etag };
}

;// CONCATENATED MODULE: ./src/files/verify.js


/**
 * Lists a version and makes sure that it holds what it should: every file with its size and with the ETag that the
 * storage gave when it was written, and, where `scope` is `all`, nothing else.
 *
 * @throws VerificationError with all differences
 * @throws StorageRequestError
 */
async function verifyObjects(storage, { bucket, prefix }, expected, scope) {
    const waiting = new Map(expected.map((one) => [one.key, one]));
    const differences = [];
    for await (const found of listObjects(storage, bucket, prefix)) {
        const wanted = waiting.get(found.key);
        waiting.delete(found.key);
        if (wanted !== undefined)
            differences.push(...compare(wanted, found));
        else if (scope === 'all')
            differences.push({ kind: 'unexpected', key: found.key });
    }
    for (const key of waiting.keys())
        differences.push({ kind: 'missing', key });
    if (differences.length > 0)
        throw new files_errors/* VerificationError */.mk(differences);
}
function compare(wanted, found) {
    const { key } = wanted;
    if (wanted.size !== found.size)
        return [{ kind: 'size', key, expected: wanted.size, found: found.size }];
    if (wanted.etag === '' || wanted.etag === found.etag)
        return [];
    return [{ kind: 'etag', key, expected: wanted.etag, found: found.etag }];
}

;// CONCATENATED MODULE: ./src/files/sync.js












/**
 * Makes a draft hold these files and no others, verifies that it does, and writes the manifest beside them. To be
 * repeated after a failure: only what is missing is then sent.
 *
 * @throws VerificationError where the draft holds something else, before or after
 * @throws KeysError, FolderError, FileChangedError, DeletionError, StorageRequestError, or the signal's reason
 */
async function syncVersion(storage, options) {
    const { draft } = options;
    const plan = await planWholeVersion(storage, options);
    const { entries, counts } = await transferFiles(storage, options, plan);
    await abandonStaleUploads(storage, draft.bucket, draft.prefix, () => true);
    await deleteObjects(storage, draft, plan.extraneous);
    await verifyObjects(storage, draft, entries, 'all');
    await writeStoredManifest(storage, draft, entries);
    return { ...counts, removed: plan.extraneous.length, ...resultOf(entries) };
}
/**
 * Adds these files to a draft, beside what others put there at the same time, verifies them, and removes nothing.
 *
 * @throws like {@link syncVersion}
 */
async function uploadFiles(storage, options) {
    const { draft, files } = options;
    const plan = await planVersion(storage, options);
    const { entries, counts } = await transferFiles(storage, options, plan);
    const keys = new Set(files.map(({ key }) => key));
    await abandonStaleUploads(storage, draft.bucket, draft.prefix, (key) => keys.has(key));
    await verifyObjects(storage, draft, entries, 'among-others');
    return { ...counts, removed: 0, ...resultOf(entries) };
}
function resultOf(entries) {
    const manifest = (0,files_manifest/* createManifest */.e4)(entries);
    return { files: manifest.files, bytes: manifest.bytes, manifest };
}
async function transferFiles(storage, options, plan) {
    const { clock, log, signal } = storage.retryContext;
    const entries = [];
    const counts = { uploaded: 0, copied: 0, unchanged: 0 };
    const slots = new BufferPool(storage.concurrency);
    await withProgress({ what: 'Transferring', ...workOf(plan.files), clock, log }, (progress) => (0,net_concurrency/* forEachConcurrently */.DW)(plan.files, storage.concurrency, signal, async (planned, inner) => {
        const done = await transferFile({ storage, slots, progress }, inner, options, planned);
        counts[done.action] += 1;
        entries.push(done.entry);
    }));
    return { entries, counts };
}
async function transferFile(transfer, signal, { draft, base }, planned) {
    const { action, file } = planned;
    const { key, size } = file;
    if (action === 'unchanged') {
        return { action, entry: { key, size, sha256: planned.sha256, etag: planned.object.etag } };
    }
    if (action === 'copied' && base !== undefined) {
        const source = { bucket: base.bucket, key: base.prefix + key, size, etag: planned.object.etag };
        const target = { bucket: draft.bucket, key: draft.prefix + key };
        const etag = await copyObject(transfer, signal, source, target);
        if (etag !== undefined)
            return { action, entry: { key, size, sha256: planned.sha256, etag } };
    }
    return { action: 'uploaded', entry: await uploadFile(transfer, signal, draft, file) };
}

;// CONCATENATED MODULE: ./src/files/index.js












/***/ }),

/***/ 257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   e4: () => (/* binding */ createManifest),
/* harmony export */   ie: () => (/* binding */ storedManifestText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The manifest of a set of files, in any order. */
function createManifest(entries) {
    const text = toLines(entries, ({ key, size, sha256 }) => ({ key, size, sha256 }));
    return {
        text,
        digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex'),
        files: entries.length,
        bytes: entries.reduce((sum, { size }) => sum + size, 0),
    };
}
/** The text of the manifest that lies beside the files. */
function storedManifestText(entries) {
    return toLines(entries, ({ key, size, sha256, etag }) => ({ key, size, sha256, etag }));
}
function toLines(entries, pick) {
    const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key));
    return sorted.map((entry) => `${JSON.stringify(pick(entry))}\n`).join('');
}
/**
 * Orders keys by the bytes of their UTF-8, as S3 does. JavaScript's own order is that of UTF-16, in which characters
 * beyond U+FFFF (two surrogates) come before U+E000 to U+FFFF.
 */
function compareKeys(a, b) {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at += 1) {
        const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
        if (difference !== 0)
            return difference;
    }
    return a.length - b.length;
}
function rank(unit) {
    if (unit < 0xd800)
        return unit;
    return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}


/***/ }),

/***/ 4487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   El: () => (/* binding */ PART_SIZE),
/* harmony export */   VR: () => (/* binding */ MAX_COPY_BYTES),
/* harmony export */   lu: () => (/* binding */ MAX_OBJECT_BYTES),
/* harmony export */   md: () => (/* binding */ partCount),
/* harmony export */   wA: () => (/* binding */ rangesOf),
/* harmony export */   ww: () => (/* binding */ RANGE_SIZE)
/* harmony export */ });
/* unused harmony exports MAX_PARTS, partSizeOf */
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** Files above this go up in parts of this size, as `aws s3 cp` does by default, so that both make the same ETags. */
const PART_SIZE = 8 * MIB;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;
const MAX_OBJECT_BYTES = 5 * TIB;
/** The most that one CopyObject copies. */
const MAX_COPY_BYTES = 5 * GIB;
/**
 * The size of the parts of a file, in bytes: 8 MiB, doubled until 10,000 parts are enough, which is also how the AWS
 * command line does it (`ChunksizeAdjuster` of s3transfer).
 *
 * @throws RangeError above 5 TiB, which no object can have
 */
function partSizeOf(size) {
    if (size > MAX_OBJECT_BYTES)
        throw new RangeError(`${size} bytes are more than the 5 TiB that an object can have`);
    let partSize = PART_SIZE;
    while (Math.ceil(size / partSize) > MAX_PARTS)
        partSize *= 2;
    return partSize;
}
/** How many parts a file of `size` bytes has; an empty one has one, empty too. */
function partCount(size) {
    return Math.max(1, Math.ceil(size / partSizeOf(size)));
}
/** The parts of a file in order, as it is uploaded. */
function partsOf(size) {
    return piecesOf(size, partSizeOf(size));
}
/** So much is read of an object at a time; several readers make up for it being little. */
const RANGE_SIZE = 4 * MIB;
/** The ranges of an object in order, as it is downloaded; none of an empty one, of which no range can be asked. */
function* rangesOf(size) {
    if (size > 0)
        yield* piecesOf(size, RANGE_SIZE);
}
function* piecesOf(size, pieceSize) {
    for (let number = 1; number === 1 || (number - 1) * pieceSize < size; number += 1) {
        const start = (number - 1) * pieceSize;
        yield { number, start, size: Math.min(pieceSize, size - start) };
    }
}


/***/ })

};
