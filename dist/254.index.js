export const id = 254;
export const ids = [254,58];
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

/***/ 3254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   changeBlocks: () => (/* binding */ changeBlocks),
/* harmony export */   changeTables: () => (/* binding */ changeTables),
/* harmony export */   changeText: () => (/* binding */ changeText),
/* harmony export */   diff: () => (/* binding */ diff),
/* harmony export */   hasNoChanges: () => (/* binding */ hasNoChanges)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2405);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8367);
/* harmony import */ var _operation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5704);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2355);





const diffInputs = [
    'against',
    'path',
    'destination',
    'if-no-files-found',
    'include-hidden-files',
    ..._access_js__WEBPACK_IMPORTED_MODULE_1__/* .storageInputs */ .Fd,
    'comment',
    'github-token',
    'job-index',
];
const diff = (0,_operation_js__WEBPACK_IMPORTED_MODULE_2__/* .defineOperation */ .h9)({
    name: 'diff',
    calls: 'GET; with `against`, a second GET; without `against` and `path`, the list; then S3',
    purpose: 'show what changed between two versions, or between a version and the files of `path`',
    target: 'version',
    optional: diffInputs,
    outputs: [..._step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputNames */ .CX, 'added', 'changed', 'removed', 'renamed', 'compared-by'],
    check: ({ against, path }) => against === undefined || path === undefined
        ? []
        : [{ input: 'against', message: 'cannot be combined with `path`: `dataset` is the version to compare with' }],
    run: (step, { target, ...inputs }, services) => compareAndReport({ step, services, target }, inputs),
});
const MAX_LINES = 100;
/** Compares, and reports in the result, the outputs, the summary and the comment on the pull request. */
async function compareAndReport({ step, services, target }, inputs) {
    const access = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .openFiles */ .Km)(services, inputs);
    const version = await target.read();
    step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .versionOutputs */ .V7)(version) });
    const comparison = { step, services, access, target, version };
    const { summary, subject } = await (inputs.path === undefined
        ? compareWithEarlier(comparison, inputs)
        : compareWithPath(comparison, inputs.path, inputs));
    step.output(changeOutputs(summary));
    const blocks = changeBlocks(summary);
    await step.summary(...blocks);
    const headline = `${subject}: ${changeText(summary)}`;
    const { comment, 'github-token': token, 'job-index': jobIndex } = inputs;
    if (comment)
        await services.updateComment({ token, jobIndex, headline, blocks });
    return { outcome: hasNoChanges(summary) ? 'unchanged' : 'changed', headline };
}
async function compareWithEarlier({ step, services, access, target, version }, { against, destination }) {
    const { compareVersions } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
    const earlier = await versionToCompare(services.paperspace, version, against);
    const before = earlier === undefined ? undefined : compared(access, earlier);
    const options = { destination, onChange: changeReporter(step) };
    const summary = await compareVersions(access.storage, before, compared(access, version), options);
    const name = `version ${target.describe(version)}`;
    if (earlier === undefined)
        return { summary, subject: `All files of ${name} (no earlier version)` };
    return { summary, subject: `From version ${target.describe(earlier)} to ${name}` };
}
async function compareWithPath({ step, services, access, target, version }, path, inputs) {
    const { compareWithLocalFiles } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
    const files = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .scan */ .SQ)(step, services, path, inputs);
    const options = { destination: inputs.destination, onChange: changeReporter(step) };
    const summary = await compareWithLocalFiles(access.storage, compared(access, version), files, options);
    return { summary, subject: `From version ${target.describe(version)} to the files of \`path\`` };
}
function compared({ locate }, version) {
    return { location: locate(version), isCommitted: version.isCommitted };
}
function changeReporter(step) {
    let lines = 0;
    return async (change) => {
        lines += 1;
        if (lines <= MAX_LINES)
            step.log.info(`- ${changeLine(change)}`);
        if (lines === MAX_LINES + 1)
            step.log.info('- and more: see the output result-path');
        await step.appendResult([change]);
    };
}
/** Reads the version that `against` names; without it, the newest committed version before this one, if any. */
async function versionToCompare(paperspace, version, against) {
    if (against !== undefined)
        return (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .readVersion */ .$4)(paperspace, version.datasetId, against);
    let isOlder = false;
    for await (const other of (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .newestVersions */ .aH)(paperspace, version.datasetId)) {
        if (other.version === version.version)
            isOlder = true;
        // The list may omit drafts.
        else if (other.isCommitted && (isOlder || Date.parse(other.dtCreated) < Date.parse(version.dtCreated)))
            return other;
    }
    return undefined;
}
function changeOutputs({ added, changed, removed, renamed, basis }) {
    return {
        added: added.files,
        changed: changed.files,
        removed: removed.files,
        renamed: renamed.files,
        'compared-by': basis,
    };
}
const kinds = [
    ['added', 'Added'],
    ['changed', 'Changed'],
    ['removed', 'Removed'],
    ['renamed', 'Renamed'],
];
function hasNoChanges(summary) {
    return kinds.every(([kind]) => summary[kind].files === 0);
}
/** Returns the counts in one line, such as `3 files added, 1 file renamed`, or with sizes `3 files added (1.2 GiB)`. */
function changeText(summary, { withSizes = false } = {}) {
    const counts = kinds
        .filter(([kind]) => summary[kind].files > 0)
        .map(([kind]) => {
        const { files, bytes } = summary[kind];
        return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(files, 'file')} ${kind}${withSizes ? ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(bytes)})` : ''}`;
    });
    return counts.length === 0 ? 'no changes' : counts.join(', ');
}
/** Returns one change in one line, such as `renamed a.txt -> b.txt (1.2 GiB)`. */
function changeLine(change) {
    return `${change.change} ${pathText(change)} (${sizeText(change)})`;
}
function pathText(change) {
    return change.change === 'renamed' ? `${change.previousKey} -> ${change.key}` : change.key;
}
function sizeText(change) {
    const size = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(change.size);
    return change.change === 'changed' ? `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(change.previousSize)} -> ${size}` : size;
}
const basisTexts = {
    sha256: 'Compared by SHA-256.',
    'size-and-etag': 'Compared by size and ETag, because no file has a known SHA-256 on both sides: renamed files may count as added and removed.',
    mixed: 'Compared by SHA-256 where it is known on both sides, and otherwise by size and ETag.',
};
/** Returns the changes for a summary or comment: the counts with sizes, the ten largest changes, and the basis. */
function changeBlocks(summary) {
    const { basis, renamesLimited } = summary;
    const limited = 'Too many files were added and removed to detect every renamed file. Some renamed files count as added and removed.';
    return [
        ...changeTables(summary, 'Changes'),
        { kind: 'note', text: basisTexts[basis] },
        ...(renamesLimited ? [{ kind: 'note', text: limited }] : []),
    ];
}
/** Returns the counts with their sizes, and the ten largest changes by name with the number of the others. */
function changeTables(summary, caption) {
    const { before, after, largest } = summary;
    const row = (label, { files, bytes }) => [
        label,
        files.toLocaleString('en-US'),
        (0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(bytes),
    ];
    const counts = [
        ...kinds.filter(([kind]) => summary[kind].files > 0).map(([kind, label]) => row(label, summary[kind])),
        row('Total before', before),
        row('Total now', after),
    ];
    const others = kinds.reduce((sum, [kind]) => sum + summary[kind].files, 0) - largest.length;
    const rest = others > 0 ? [['', `and ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(others, 'more change')}`, '']] : [];
    return [
        { kind: 'table', caption, columns: ['Change', 'Files', 'Size'], rows: counts, omitted: 0 },
        {
            kind: 'table',
            caption: 'Largest changes',
            columns: ['Change', 'File', 'Size'],
            rows: [...largest.map((change) => [change.change, pathText(change), sizeText(change)]), ...rest],
            omitted: 0,
        },
    ];
}


/***/ })

};
