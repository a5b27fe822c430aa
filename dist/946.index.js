export const id = 946;
export const ids = [946,58];
export const modules = {

/***/ 5487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gw: () => (/* binding */ DamagedFileError),
/* harmony export */   Hx: () => (/* binding */ RegionError),
/* harmony export */   M_: () => (/* binding */ AuditError),
/* harmony export */   Sh: () => (/* binding */ ManifestError),
/* harmony export */   Vk: () => (/* binding */ KeysError),
/* harmony export */   j8: () => (/* binding */ StorageSettingsError),
/* harmony export */   jL: () => (/* binding */ FileChangedError),
/* harmony export */   mk: () => (/* binding */ VerificationError),
/* harmony export */   rg: () => (/* binding */ StorageUrlError),
/* harmony export */   sC: () => (/* binding */ ScanError),
/* harmony export */   vK: () => (/* binding */ DeletionError)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7730);


/** A version whose `url` is not an S3 URL, so its files cannot be reached. */
class StorageUrlError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'StorageUrlError';
    url;
    constructor(url) {
        super(url === null ? 'The version has no storage URL' : `The version's storage URL ${url} is not an s3:// URL`, {
            title: 'No S3 address',
            hint: "The dataset's storage provider has no S3 address for the files. Use a dataset on a storage provider of your own: an S3-compatible bucket that is set up in Paperspace.",
        });
        this.url = url;
    }
}
/** Settings needed to sign requests. `missing` names the environment variables that usually provide them. */
class StorageSettingsError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'StorageSettingsError';
    missing;
    constructor(missing, options) {
        super(`Access to the storage requires ${new Intl.ListFormat('en').format(missing)}`, {
            title: 'Missing storage settings',
            hint: "Set what is missing in the step's `env`, or run a credentials action before this step. Use the keys of the bucket behind the dataset's storage provider.",
            ...options,
        });
        this.missing = missing;
    }
}
/** An invalid region, which cannot be part of a host name. */
class RegionError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'RegionError';
    constructor(region) {
        super(`${JSON.stringify(region)} is not a region`, {
            title: 'Invalid storage region',
            hint: 'Check `s3-region` or the variable `AWS_REGION`. A region has a name such as `us-east-1`.',
        });
    }
}
/** A local file that changed while it was read, so the content may mix two states of the file. */
class FileChangedError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'FileChangedError';
    path;
    constructor(path) {
        super(`The file ${path} changed while it was being read`, {
            title: 'File changed',
            hint: 'The files must not change while this step reads them. Run this step once the files are complete.',
        });
        this.path = path;
    }
}
/** All keys that cannot become files, or files that cannot become keys. */
class KeysError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'KeysError';
    problems;
    constructor(problems) {
        super(`Invalid file names: ${summarize(problems, ({ key, reason }) => `${JSON.stringify(key)} ${reason}`)}`, {
            title: 'Invalid file names',
            hint: 'Rename the files, or select others: with `path` for an upload, with `include` for a download.',
        });
        this.problems = problems;
    }
}
/** Objects that the storage reported as not deleted in a successful response. */
class DeletionError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'DeletionError';
    failures;
    constructor(failures) {
        const describe = ({ key, code, message }) => `${JSON.stringify(key)}: ${message} (${code})`;
        super(`Failed to delete ${counted(failures.length)}: ${summarize(failures, describe)}`, {
            title: 'Stored files not deleted',
            hint: 'The credentials need `s3:DeleteObject` on the bucket.',
        });
        this.failures = failures;
    }
}
/** A version whose stored objects differ from the expected ones. */
class VerificationError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'VerificationError';
    differences;
    constructor(differences) {
        super(`The files in the storage differ from the expected files: ${summarize(differences, describeDifference)}`, {
            title: 'Verification failed',
            hint: 'Re-run the job to upload what is missing. Files outside `destination` are never removed; use the operation `delete-files` to delete them.',
        });
        this.differences = differences;
    }
}
/** A version that does not match its manifest. */
class AuditError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'AuditError';
    differences;
    constructor(ref, differences) {
        super(`Version ${ref} does not match its manifest: ${summarize(differences, describeDifference)}`, {
            title: 'Verification failed',
            hint: 'Use another version, or create a new one from the original files. The file at `result-path` lists every difference.',
        });
        this.differences = differences;
    }
}
/** A manifest that was read instead of the list of the files, and that is invalid. */
class ManifestError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'ManifestError';
    constructor(url) {
        super(`Failed to compare the files: the manifest ${url} is invalid`, {
            title: 'Invalid manifest',
            hint: 'Run `verify` with `write-manifest: true` to read the files once and write a new manifest.',
        });
    }
}
/** A downloaded file that differs from the manifest. It was not kept. */
class DamagedFileError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'DamagedFileError';
    key;
    expected;
    found;
    constructor(key, expected, found) {
        super(`The SHA-256 of ${JSON.stringify(key)} is ${found}, but the version's manifest says ${expected}`, {
            title: 'Damaged file',
            hint: 'The file in the storage is not the one that was committed. Download another version.',
        });
        this.key = key;
        this.expected = expected;
        this.found = found;
    }
}
function describeDifference(difference) {
    const key = JSON.stringify(difference.key);
    switch (difference.kind) {
        case 'missing':
            return `${key} is missing`;
        case 'unexpected':
            return `${key} is unexpected`;
        case 'size':
            return `${key} is ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(difference.found, 'byte')}, not ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(difference.expected, 'byte')}`;
        case 'sha256':
            return `${key} has the SHA-256 ${difference.found}, not ${difference.expected}`;
        case 'etag':
            return `${key} has the ETag ${difference.found}, not ${difference.expected}`;
    }
}
function counted(files) {
    return files === 1 ? '1 file' : `${files} files`;
}
const MAX_SHOWN = 10;
function summarize(items, describe) {
    const shown = items.slice(0, MAX_SHOWN).map(describe).join('; ');
    return items.length > MAX_SHOWN ? `${shown}; and ${items.length - MAX_SHOWN} more` : shown;
}
/** Paths that match `path` but cannot become files of a version. */
class ScanError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'ScanError';
    paths;
    constructor(paths, reason, options) {
        const message = `${paths.map((path) => JSON.stringify(path)).join(', ')}: ${reason}`;
        super(message, { title: 'Files cannot be used', ...options });
        this.paths = paths;
    }
}


/***/ }),

/***/ 6117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ compileGlob),
/* harmony export */   Z: () => (/* binding */ compileKeyFilter)
/* harmony export */ });
/**
 * Compiles one glob for keys or tags: `*` and `?` match within a folder, `**` across folders, `[a-z]` and `[!a-z]` one
 * character. All other characters match themselves, even at the beginning of a name. Matching takes at most the time of
 * comparing every part of the glob with every character.
 *
 * @throws SyntaxError if a set such as `[z-a]` has no meaning
 */
function compileGlob(glob) {
    const tokens = tokensOf(glob);
    return (text) => matches(tokens, text, 'whole');
}
/**
 * Compiles globs for keys: a folder selects everything in it, `!` excludes, and the last glob that matches decides.
 * Empty globs and those that begin with `#` are comments.
 *
 * @throws SyntaxError like {@link compileGlob}
 */
function compileKeyFilter(globs) {
    const rules = globs
        .map((glob) => glob.trim())
        .filter((glob) => glob !== '' && !glob.startsWith('#'))
        .map((glob) => {
        const excludes = glob.startsWith('!');
        const path = (excludes ? glob.slice(1) : glob).replace(/^(\.?\/)+/, '').replace(/(?<!\/)\/+$/, '');
        return { excludes, tokens: tokensOf(path) };
    });
    return (key) => rules.findLast(({ tokens }) => matches(tokens, key, 'folder'))?.excludes === false;
}
function tokensOf(glob) {
    const parts = glob.matchAll(/\*\*\/|\*\*|\*|\?|\[(!|\^)?([^\]]+)\]|./gsu);
    return Array.from(parts, ([text, negated, set]) => {
        if (text === '*' || text === '**' || text === '**/')
            return text;
        if (text === '?')
            return (character) => character !== '/';
        if (set === undefined)
            return (character) => character === text;
        const one = new RegExp(`^[${negated === undefined ? '' : '^/'}${set.replace(/[\\^[]/g, '\\$&')}]$`, 'su');
        return (character) => one.test(character);
    });
}
/**
 * Returns whether the tokens match the complete text or, for `folder`, a folder that it is in. All ways to match are
 * followed together, so the time is bounded by tokens times characters, which a regular expression can exceed.
 */
function matches(tokens, text, extent) {
    if (tokens.length === 0)
        return extent === 'folder' || text === '';
    let places = new Set();
    reach(tokens, 0, places);
    for (const character of text) {
        if (extent === 'folder' && character === '/' && places.has(tokens.length))
            return true;
        const next = new Set();
        for (const place of places) {
            for (const reached of step(tokens, place, character))
                reach(tokens, reached, next);
        }
        places = next;
    }
    return places.has(tokens.length);
}
/** Inside a folder, `**` + `/` cannot be left before the next slash: its state is numbered token + 0.5. */
const HALF = 0.5;
/** Returns the states that a character leads to. */
function step(tokens, place, character) {
    const token = tokens[Math.floor(place)];
    if (token === undefined)
        return [];
    if (token === '*')
        return character === '/' ? [] : [place];
    if (token === '**')
        return [place];
    if (token === '**/') {
        const inside = Math.floor(place) + HALF;
        return character === '/' ? [inside, Math.floor(place) + 1] : [inside];
    }
    return token(character) ? [place + 1] : [];
}
/** Adds a state, and the later ones that need no character. */
function reach(tokens, place, places) {
    for (let at = place; !places.has(at); at += 1) {
        places.add(at);
        const token = tokens[at];
        if (token !== '*' && token !== '**' && token !== '**/')
            return;
    }
}


/***/ }),

/***/ 4058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cg: () => (/* binding */ bucketUrl),
/* harmony export */   Dp: () => (/* binding */ isRegion),
/* harmony export */   Rs: () => (/* binding */ serviceUrl),
/* harmony export */   TX: () => (/* binding */ locateVersion),
/* harmony export */   Z4: () => (/* binding */ folderPrefix),
/* harmony export */   iQ: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5487);

/**
 * Reads a version's `url`, which is `s3://BUCKET/TEAM/datasets/DATASET/versions/VERSION`.
 *
 * @param url as the API returns it
 * @param storagePrefix the folder of files under the url, `data/` by default; `/` or empty is the url itself
 * @throws StorageUrlError if the url is null or not an S3 URL
 * @throws RangeError if the prefix is not a plain folder, which the inputs rule out
 */
function locateVersion(url, storagePrefix) {
    const match = /^s3:\/\/([^/]+)\/(.*[^/])\/*$/.exec(url ?? '');
    const [, bucket, path] = match ?? [];
    if (bucket === undefined || path === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StorageUrlError */ .rg(url);
    const prefix = `${path}/${folderPrefix(storagePrefix)}`;
    return { bucket, prefix, manifestKey: `${prefix.slice(0, -1)}.manifest.jsonl` };
}
/**
 * Returns a folder as a prefix of its keys: `/`, `.` and empty become empty, all others end in one `/`.
 *
 * @throws RangeError if it has empty, `.` or `..` segments
 */
function folderPrefix(folder) {
    const trimmed = folder.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
    if (trimmed === '' || trimmed === '.')
        return '';
    const segments = trimmed.split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
        throw new RangeError(`the folder ${JSON.stringify(folder)} contains an empty segment, \`.\` or \`..\``);
    }
    return `${trimmed}/`;
}
/**
 * The DNS names of Amazon's partitions, by the beginning of the names of their regions:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitions = [
    ['cn-', 'amazonaws.com.cn'],
    ['us-iso-', 'c2s.ic.gov'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['eusc-', 'amazonaws.eu'],
];
/** Returns whether a text can be a region: exactly one label of a host name. */
function isRegion(text) {
    return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}
/** Returns the DNS name that Amazon's hosts of a region end with. */
function partitionOf(region) {
    return partitions.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
}
/** Returns the URL of the service: the endpoint, else Amazon's own for the region. */
function serviceUrl(endpoint, region) {
    return endpoint ?? new URL(`https://s3.${region}.${partitionOf(region)}`);
}
/**
 * Returns the URL that a bucket's keys are below. With an endpoint the bucket is in the path, which every S3-compatible
 * service supports. Amazon requires it in the host name if possible: a bucket name with a dot would not match the
 * certificate. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
function bucketUrl(endpoint, region, bucket) {
    const url = new URL(serviceUrl(endpoint, region));
    if (endpoint === undefined && /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) {
        url.hostname = `${bucket}.${url.hostname}`;
        return url;
    }
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`;
    return url;
}


/***/ }),

/***/ 8367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ storageInputs),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Km: () => (/* binding */ openFiles),
/* harmony export */   Ll: () => (/* binding */ scanInputs),
/* harmony export */   Pt: () => (/* binding */ planText),
/* harmony export */   RU: () => (/* binding */ transferText),
/* harmony export */   SQ: () => (/* binding */ scan),
/* harmony export */   T1: () => (/* binding */ refuseCommitted),
/* harmony export */   V$: () => (/* binding */ globProblems),
/* harmony export */   Y3: () => (/* binding */ transferOutputs),
/* harmony export */   cY: () => (/* binding */ amountText),
/* harmony export */   dr: () => (/* binding */ writeTransferOutputs)
/* harmony export */ });
/* harmony import */ var _files_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5487);
/* harmony import */ var _files_s3_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4058);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2405);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1467);







/** The inputs of operations that access the storage. */
const storageInputs = [
    's3-endpoint',
    's3-region',
    'storage-prefix',
    'concurrency',
];
/** The inputs of operations that read local files, in addition to `path`. */
const scanInputs = [
    'destination',
    'if-no-files-found',
    'include-hidden-files',
    'incremental',
];
/** The outputs of operations that send files. */
const transferOutputs = [
    'files',
    'bytes',
    'files-uploaded',
    'files-copied',
    'files-unchanged',
    'manifest-path',
    'manifest-digest',
    'checksums-path',
];
/** Opens the storage. Sends nothing yet. */
async function openFiles(services, inputs) {
    const storage = await services.openStorage(inputs);
    return { storage, locate: ({ url }) => (0,_files_s3_location_js__WEBPACK_IMPORTED_MODULE_1__/* .locateVersion */ .TX)(url, inputs['storage-prefix']) };
}
/** Returns the problems with the globs of an input, found by compiling them. */
function globProblems(input, compile) {
    try {
        compile();
        return [];
    }
    catch (error) {
        return [{ input, message: `contains an invalid glob: ${Error.isError(error) ? error.message : String(error)}` }];
    }
}
/**
 * Finds the files that `path` selects.
 *
 * @throws InputError if there are none and `if-no-files-found` does not allow that
 */
async function scan({ log }, services, path, inputs) {
    const patterns = path.join('\n');
    const files = await services.scan({
        patterns,
        includeHiddenFiles: inputs['include-hidden-files'],
        destination: inputs.destination,
    });
    if (files.length > 0) {
        log.info(`Found ${amountText({ files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) })}`);
        return files;
    }
    if (inputs['if-no-files-found'] === 'ignore')
        return files;
    const { explainNoMatch } = await __webpack_require__.e(/* import() */ 934).then(__webpack_require__.bind(__webpack_require__, 7905));
    const message = `matches no files (${path.join(', ')}). ${await explainNoMatch(patterns)}`;
    if (inputs['if-no-files-found'] === 'error')
        throw new _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz([{ input: 'path', message }]);
    log.warning(`Input \`path\` ${message}`);
    return files;
}
/**
 * Returns the versions that unchanged files can be copied from: the newest committed one, or none if `incremental` is
 * false or no version is committed.
 */
async function findSources({ paperspace }, access, datasetId, incremental) {
    if (!incremental)
        return [];
    try {
        return [access.locate(await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__/* .latestVersion */ .qD)(paperspace, datasetId))];
    }
    catch (error) {
        if (error instanceof _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .NotFoundError */ .m_ || error instanceof _files_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StorageUrlError */ .rg)
            return [];
        throw error;
    }
}
/** Throws a {@link RefusedError} if a version is committed: its files can only be read. */
function refuseCommitted({ datasetId, version, isCommitted }, what) {
    if (!isCommitted)
        return;
    throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .fk(`Version ${datasetId}:${version} is committed, so ${what}`, 'Create a new version, or take a snapshot.');
}
/** Writes the manifest and the SHA256SUMS file of a transfer, and returns the outputs. */
async function writeTransferOutputs({ writeFile }, result) {
    const { files, bytes, uploaded, copied, unchanged, manifest } = result;
    const { checksumsText, manifestText } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
    return {
        files,
        bytes,
        'files-uploaded': uploaded,
        'files-copied': copied,
        'files-unchanged': unchanged,
        'manifest-path': await writeFile('manifest.jsonl', manifestText(manifest.entries)),
        'manifest-digest': manifest.digest,
        'checksums-path': await writeFile('SHA256SUMS', checksumsText(manifest.entries)),
    };
}
/** Describes a number of files and their size: `2 files (1.2 GiB)`. */
function amountText({ files, bytes }) {
    return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(bytes)})`;
}
/** Describes the result and speed of a transfer: `1 uploaded, 0 copied, 2 unchanged in 12 s (45.0 MiB/s)`. */
function transferText({ uploaded, copied, unchanged, removed, ...result }) {
    const gone = removed === 0 ? '' : `, ${removed} removed`;
    const { comparing, transferring, verifying } = result.durations;
    const took = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatDuration */ .a3)(comparing + transferring + verifying);
    const rate = result.uploadedBytes > 0 && transferring > 0
        ? ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)((1000 * result.uploadedBytes) / transferring)}/s)`
        : '';
    return `${uploaded} uploaded, ${copied} copied, ${unchanged} unchanged${gone} in ${took}${rate}`;
}
/** Describes in one line what a plan would do. */
function planText({ files, extraneous }, removes) {
    const count = (action) => files.filter((file) => file.action === action).length;
    const gone = removes && extraneous.length > 0 ? ` and remove ${extraneous.length}` : '';
    return `upload ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(count('uploaded'), 'file')}, copy ${count('copied')}, leave ${count('unchanged')} unchanged${gone}`;
}


/***/ }),

/***/ 5946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deleteFiles: () => (/* binding */ deleteFiles),
/* harmony export */   downloadFiles: () => (/* binding */ downloadFiles),
/* harmony export */   listFiles: () => (/* binding */ listFiles),
/* harmony export */   uploadFiles: () => (/* binding */ uploadFiles),
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _files_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5487);
/* harmony import */ var _files_globs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6117);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7730);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5704);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6379);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2355);
/** The operations on the files of a version. */









const uploadFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'upload-files',
    calls: 'GET; with `incremental`, the list; then S3',
    purpose: 'add files to a draft, which other jobs can fill at the same time',
    target: 'version',
    required: ['path'],
    optional: [..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .scanInputs */ .Ll, ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputNames */ .CX, ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .transferOutputs */ .Y3],
    run: async (step, { target, path, destination, incremental, 'dry-run': dryRun, ...inputs }, services) => {
        const files = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .scan */ .SQ)(step, services, path, { destination, ...inputs });
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .openFiles */ .Km)(services, inputs);
        const { planVersion, uploadFiles: upload } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        const version = await target.read();
        (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseCommitted */ .T1)(version, 'no files can be added to it');
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputs */ .V7)(version) });
        const options = {
            files,
            draft: access.locate(version),
            sources: await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .findSources */ .Id)(services, access, target.datasetId, incremental),
            destination,
        };
        if (dryRun) {
            const plan = await planVersion(access.storage, options);
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .planText */ .Pt)(plan, false), {});
        }
        const result = await upload(access.storage, options);
        const sent = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .writeTransferOutputs */ .dr)(services, result);
        await step.result({ ...result, manifest: result.manifest.digest });
        step.output(sent);
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .versionFacts */ .iN)(version, sent));
        return {
            outcome: result.uploaded + result.copied > 0 ? 'updated' : files.length > 0 ? 'unchanged' : 'none',
            headline: describeUpload(`draft ${target.describe(version)}`, result),
        };
    },
});
function describeUpload(draft, result) {
    if (result.files === 0)
        return `No files to add to ${draft}`;
    if (result.uploaded + result.copied === 0)
        return `Unchanged: ${draft} already has the ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(result)}`;
    return `Added ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(result)} to ${draft}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .transferText */ .RU)(result)}`;
}
const listFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'list-files',
    calls: 'GET, then S3',
    purpose: 'list the files of a version',
    target: 'version',
    optional: ['path', 'destination', ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .storageInputs */ .Fd],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputNames */ .CX, 'count', 'files', 'bytes', 'next-page'],
    check: ({ path = [] }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path = [], destination, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .openFiles */ .Km)(services, inputs);
        const { listFiles: listStored } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        const version = await target.read();
        const filter = path.length === 0 ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(path);
        const found = await listStored(access.storage, access.locate(version), { destination, filter });
        const bytes = found.reduce((sum, { size }) => sum + size, 0);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportList */ .p$)(step, {
            noun: 'file',
            pages: [{ items: found, hasMore: false }],
            columns: { File: ({ key }) => key, Bytes: ({ size }) => String(size) },
            outputs: { ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputs */ .V7)(version), files: found.length, bytes },
        });
    },
});
const MAX_SHOWN = 100;
const deleteFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'delete-files',
    calls: 'GET, then S3',
    purpose: 'delete the files of a draft that match `path`',
    target: 'version',
    required: ['path'],
    optional: ['destination', ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputNames */ .CX, 'files', 'bytes'],
    check: ({ path }) => (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .globProblems */ .V$)('path', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(path)),
    run: async (step, { target, path, destination, 'dry-run': dryRun, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .openFiles */ .Km)(services, inputs);
        const { listFiles: listStored, deleteFiles: deleteKeys, removeFromManifest } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        const version = await target.read();
        (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseCommitted */ .T1)(version, 'its files cannot be deleted');
        const location = access.locate(version);
        const filter = (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(path);
        const found = await listStored(access.storage, location, { destination, filter });
        const bytes = found.reduce((sum, { size }) => sum + size, 0);
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputs */ .V7)(version), files: found.length, bytes });
        for (const { key, size } of found.slice(0, MAX_SHOWN))
            step.log.info(`- ${key} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z3)(size)})`);
        const amount = (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)({ files: found.length, bytes });
        const ref = `${target.datasetId}:${version.version}`;
        if (dryRun)
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `delete ${amount} from draft ${ref}`, {});
        const keys = found.map(({ key }) => key);
        await removeFromManifest(access.storage, location, keys);
        await deleteKeys(access.storage, location, keys);
        await step.appendResult(keys);
        const draft = `draft ${target.describe(version)}`;
        return found.length > 0
            ? { outcome: 'deleted', headline: `Deleted ${amount} from ${draft}` }
            : { outcome: 'none', headline: `No files of ${draft} match \`path\`` };
    },
});
const downloadFiles = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'download-files',
    calls: 'GET, then S3',
    purpose: 'write the files of a version into the folder `path`',
    target: 'version',
    required: ['path'],
    optional: ['include', 'destination', 'clean', ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputNames */ .CX, 'files', 'bytes', 'files-unchanged', 'checksums-path', 'cache-key'],
    accepts: { path: 'the folder to write into' },
    check: ({ path, include = [] }) => [
        ...(path.length === 1 ? [] : [{ input: 'path', message: `must be one folder, not ${path.length} lines` }]),
        ...(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .globProblems */ .V$)('include', () => (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(include)),
    ],
    run: async (step, { target, path: [folder = ''], include, destination, clean, ...inputs }, services) => {
        const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .openFiles */ .Km)(services, inputs);
        const { checksumsText, planDownload, downloadFiles: download } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        const version = await target.read();
        const selection = [inputs['storage-prefix'], destination, include ?? []];
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputs */ .V7)(version), ...cacheKey(version, selection) });
        const filter = include === undefined ? undefined : (0,_files_globs_js__WEBPACK_IMPORTED_MODULE_7__/* .compileKeyFilter */ .Z)(include);
        const { platform } = services;
        const options = { version: access.locate(version), destination, filter, folder, clean, platform };
        if (inputs['dry-run']) {
            const { files, bytes, extraneous } = await planDownload(access.storage, options);
            const gone = extraneous.files.length;
            const deletes = gone === 0 ? '' : ` and delete ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatCount */ .B4)(gone, 'other file')}`;
            const would = `download ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)({ files: files.length, bytes })} into ${folder}${deletes}`;
            return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, would, { files: files.length, bytes });
        }
        const { checksums, ...result } = await download(access.storage, options);
        if (result.files === 0 && include !== undefined)
            step.log.warning('No files of the version match `include`');
        await step.result(result);
        const outputs = { files: result.files, bytes: result.bytes, 'files-unchanged': result.unchanged };
        step.output(outputs);
        if (checksums.length > 0) {
            step.output({ 'checksums-path': await services.writeFile('SHA256SUMS', checksumsText(checksums)) });
        }
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .versionFacts */ .iN)(version, outputs));
        return {
            outcome: result.files > 0 ? 'found' : 'none',
            headline: `Downloaded version ${target.describe(version)}: ${downloadText(result)}`,
        };
    },
});
/**
 * Returns a key for a cache of the selected files. A draft has none, because its files may change. The key holds
 * no comma, which actions/cache refuses.
 */
function cacheKey({ datasetId, version, isCommitted }, selection) {
    if (!isCommitted)
        return {};
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(selection)).digest('hex').slice(0, 16);
    return { 'cache-key': `paperspace-${datasetId}-${version}-${digest}` };
}
/** Describes what a download did: `3 of 5 files (1.2 GiB in total), 2 unchanged`. */
function downloadText(result) {
    const { files, bytes, downloaded, unchanged, removed } = result;
    const all = unchanged === 0;
    const rest = [
        all ? [] : [`${unchanged} unchanged`],
        removed === 0 ? [] : [`${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatCount */ .B4)(removed, 'other file')} deleted`],
    ];
    const amount = all
        ? (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(result)
        : `${downloaded} of ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_8__/* .formatBytes */ .z3)(bytes)} in total)`;
    return [amount, ...rest.flat()].join(', ');
}
const verify = (0,_operation_js__WEBPACK_IMPORTED_MODULE_4__/* .defineOperation */ .h9)({
    name: 'verify',
    calls: 'GET, then S3',
    purpose: 'compare the files of a version with its manifest, and fail if they differ',
    target: 'version',
    optional: ['depth', 'write-manifest', ..._access_js__WEBPACK_IMPORTED_MODULE_3__/* .storageInputs */ .Fd, 'dry-run'],
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputNames */ .CX, 'count', 'files', 'bytes'],
    run: async (step, { target, depth, 'write-manifest': writes, 'dry-run': dryRun, ...inputs }, services) => {
        const { storage, locate } = await (0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .openFiles */ .Km)(services, inputs);
        const { auditVersion, writeMissingManifest } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        const version = await target.read();
        step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .versionOutputs */ .V7)(version) });
        const location = locate(version);
        const { differences, ...measured } = await auditVersion(storage, location, depth);
        step.output({ ...measured, count: differences?.length ?? 0 });
        await step.summary((0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .versionFacts */ .iN)(version, measured));
        const described = `version ${target.describe(version)}`;
        if (differences === undefined) {
            if (!writes)
                throw noManifest(version);
            if (dryRun)
                return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `write a manifest for ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(measured)}`, {});
            await writeMissingManifest(storage, location);
            return { outcome: 'updated', headline: `Wrote a manifest for ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(measured)}` };
        }
        await step.appendResult(differences);
        if (differences.length > 0)
            throw new _files_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AuditError */ .M_(`${version.datasetId}:${version.version}`, differences);
        const how = depth === 'full' ? 'SHA-256' : 'size and ETag';
        return { outcome: 'unchanged', headline: `Verified ${described}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_3__/* .amountText */ .cY)(measured)}, by ${how}` };
    },
});
function noManifest({ datasetId, version }) {
    return new _net_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .fk(`Version ${datasetId}:${version} has no manifest, so its files cannot be verified`, 'Set `write-manifest: true` to read the files once and write a manifest of what is stored now.');
}


/***/ }),

/***/ 6379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FE: () => (/* binding */ describeTags),
/* harmony export */   HN: () => (/* binding */ reportDryRun),
/* harmony export */   PR: () => (/* binding */ SizeSeries),
/* harmony export */   dB: () => (/* binding */ warnIfTagsDiffer),
/* harmony export */   fV: () => (/* binding */ reportVersion),
/* harmony export */   hY: () => (/* binding */ reportDataset),
/* harmony export */   iN: () => (/* binding */ versionFacts),
/* harmony export */   p$: () => (/* binding */ reportList),
/* harmony export */   uQ: () => (/* binding */ describeChange)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7730);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2355);
/** Reports results: as outputs, as the output `result`, and as blocks of the summary. */



/** Reports one dataset: its outputs, the API's response as `result`, and its facts. `done` begins the headline. */
async function reportDataset(step, outcome, done, dataset) {
    step.output((0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .datasetOutputs */ .T0)(dataset));
    await step.summary({
        kind: 'facts',
        facts: [
            ['Dataset', dataset.name ?? '(no name)'],
            ['ID', dataset.id],
            ['Description', dataset.description ?? ''],
            ['Public', dataset.isPublic ? 'yes' : 'no'],
            ['Storage provider', dataset.storageProviderId ?? ''],
            ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(dataset.dtCreated)],
        ],
    });
    await step.result(dataset);
    const { id, name } = dataset;
    return { outcome, headline: `${done} dataset ${name === null ? id : `${name} (${id})`}` };
}
/** Reports one version: its outputs, the API's response as `result`, and its facts. */
async function reportVersion(step, outcome, headline, version, more = {}) {
    step.output({ ...(0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOutputs */ .V7)(version), ...more });
    await step.summary(versionFacts(version, more));
    await step.result(version);
    return { outcome, headline };
}
/** Reports what a dry run would have done, in the infinitive. Sets only outputs that are already known. */
async function reportDryRun(step, would, outputs) {
    step.output(outputs);
    await step.summary({ kind: 'note', text: 'Nothing was changed.' });
    await step.result({ 'dry-run': true, would });
    return { outcome: 'none', headline: `Dry run: would ${would}` };
}
/** Describes a change of fields for a dry run, as `set name to "x" and description to null`. */
function describeChange(fields) {
    const changes = Object.entries(fields).filter(([, value]) => value !== undefined);
    const parts = changes.map(([field, value]) => `${field} to ${JSON.stringify(value)}`);
    return `set ${new Intl.ListFormat('en').format(parts)}`;
}
/** Describes tags, as `` tag `a` ``, `` tags `a`, `b` `` or `no tags`. */
function describeTags(tags) {
    if (tags.length === 0)
        return 'no tags';
    return `${tags.length === 1 ? 'tag' : 'tags'} ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
}
/**
 * Returns the facts of a version, and of the changes to its files. If the step knows the files, the size that
 * the API reports is omitted, because it may be out of date.
 */
function versionFacts(version, { files, bytes, ...outputs } = {}) {
    const count = (value) => (value === undefined ? '' : value.toLocaleString('en-US'));
    const facts = [
        ['Reference', `${version.datasetId}:${version.version}`],
        ['State', version.isCommitted ? 'committed' : 'draft'],
        ['Tags', version.tags.join(', ')],
        ['Message', version.message ?? ''],
        ['URL', version.url ?? ''],
        ['Created', (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(version.dtCreated)],
        ['Files', count(files)],
        ['Size', bytes === undefined ? (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUsage */ .pK)(version.usageBytes) : (0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatExactBytes */ .Uv)(bytes)],
        ['Uploaded', count(outputs['files-uploaded'])],
        ['Copied', count(outputs['files-copied'])],
        ['Unchanged', count(outputs['files-unchanged'])],
        ['Manifest SHA-256', outputs['manifest-digest'] ?? ''],
    ];
    return { kind: 'facts', facts };
}
const MAX_ROWS = 100;
/** Reports a list. Its items go straight into the result file, so that a long list takes no memory. */
async function reportList(step, { noun, pages, columns, keep = () => true, outputs, sizes }) {
    const rows = [];
    let count = 0;
    let nextPage;
    for await (const page of pages) {
        const kept = page.items.filter(keep);
        count += kept.length;
        rows.push(...kept.slice(0, MAX_ROWS - rows.length).map((item) => Object.values(columns).map((cell) => cell(item))));
        await step.appendResult(kept);
        nextPage = page.nextPage;
    }
    step.output({ ...outputs, count, 'next-page': nextPage ?? '' });
    const table = { kind: 'table', columns: Object.keys(columns), rows, omitted: count - rows.length };
    await step.summary(table, ...(sizes?.chart() ?? []));
    return { outcome: count === 0 ? 'none' : 'found', headline: `Found ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count, noun)}` };
}
/** Fewer bars do not show a trend. */
const MIN_BARS = 3;
/** More bars than this make the chart taller than a screen. */
const MAX_BARS = 20;
/** Mermaid draws labels of this form and length unchanged and without overlap. */
const DRAWABLE_TAG = /^[\w.:+/()-]{1,24}$/;
/** Collects the sizes of committed versions for a chart, and holds at most twice as many as it draws. */
class SizeSeries {
    #bars = [];
    /** Adds a version. Drafts and versions of unknown size are left out. */
    add({ version, tags, dtCreated, usageBytes, isCommitted }) {
        if (!isCommitted || usageBytes === null || !/^\d{1,18}$/.test(usageBytes))
            return;
        this.#bars.push({ version, tags, dtCreated, bytes: Number(usageBytes) });
        if (this.#bars.length > 2 * MAX_BARS)
            this.#keepNewest();
    }
    /** Returns the chart of the newest versions, the newest first as in a list, or nothing for fewer than three. */
    chart() {
        this.#keepNewest();
        if (this.#bars.length < MIN_BARS)
            return [];
        const { unit, factor } = unitFor(Math.max(...this.#bars.map(({ bytes }) => bytes)));
        return [
            {
                kind: 'chart',
                title: 'Size of versions',
                unit,
                labels: labelsOf(this.#bars),
                values: this.#bars.map(({ bytes }) => Number((bytes / factor).toFixed(3))),
            },
        ];
    }
    #keepNewest() {
        this.#bars.sort((a, b) => Date.parse(b.dtCreated) - Date.parse(a.dtCreated));
        this.#bars = this.#bars.slice(0, MAX_BARS);
    }
}
/** Returns a tag for each version, else its ID. No label occurs twice: Mermaid draws bars of one label as one bar. */
function labelsOf(bars) {
    const taken = new Set(bars.map(({ version }) => version));
    return bars.map(({ version, tags }) => {
        const label = tags.find((tag) => DRAWABLE_TAG.test(tag) && !taken.has(tag)) ?? version;
        taken.add(label);
        return label;
    });
}
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'].map((unit, index) => ({ unit, factor: 1024 ** (index + 1) }));
function unitFor(bytes) {
    return UNITS.findLast(({ factor }) => bytes >= factor) ?? { unit: 'bytes', factor: 1 };
}
/** Warns if the API reports tags other than those that were sent. */
function warnIfTagsDiffer(log, version, wanted) {
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(new Set(version.tags), new Set(wanted)))
        return;
    log.warning(`Version ${version.datasetId}:${version.version} should have ${describeTags(wanted)}, but the API reports ${describeTags(version.tags)}`);
}


/***/ })

};
