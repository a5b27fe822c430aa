export const id = 263;
export const ids = [263,58];
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

/***/ 6497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ isVersionName),
/* harmony export */   Ks: () => (/* binding */ reclaimableFolder),
/* harmony export */   xG: () => (/* binding */ folderOfVersions),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/**
 * Returns the folder to delete after the API deleted a version, or the reason why its files must stay: a version
 * without a `url`, one that is not `s3://`, one that is not a folder named after the version's ID, or one that overlaps
 * with the folder of a version that the API still returns.
 *
 * @param others the versions that stay
 */
function reclaimableFolder(deleted, others) {
    const { version, url } = deleted;
    if (url === null)
        return { reason: 'the version has no storage URL' };
    const path = parseUrl(url);
    if (path === undefined)
        return { reason: `its storage URL ${url} is not a folder of an s3:// bucket` };
    if (!isVersionName(version) || path.segments.at(-1) !== version) {
        return { reason: `its storage URL ${url} does not end in the ID of the version` };
    }
    const folder = folderOf(path);
    for (const other of others) {
        if (other.version === version || other.url === null)
            continue;
        if (overlap(folder, other.url)) {
            return { reason: `version ${other.version} has its files in the same folder, ${other.url}` };
        }
    }
    return { folder };
}
/**
 * Returns the folder that contains the versions of a dataset, based on the `url` of one of them; undefined if that is
 * not `s3://BUCKET/.../DATASET/versions/VERSION`.
 */
function folderOfVersions(datasetId, { version, url }) {
    const path = url === null ? undefined : parseUrl(url);
    if (path === undefined || path.segments.at(-1) !== version)
        return undefined;
    const segments = path.segments.slice(0, -1);
    if (segments.at(-1) !== 'versions' || segments.at(-2) !== datasetId)
        return undefined;
    return folderOf({ bucket: path.bucket, segments });
}
const ABANDONED_MS = 3_600_000;
/**
 * Returns whether a folder is old enough to be an orphan: the version of a younger one may be about to appear.
 *
 * @param newestMs the time when its newest object was written, in milliseconds since the epoch; NaN if it is unknown
 */
function isAbandoned(newestMs, nowMs) {
    return nowMs - newestMs >= ABANDONED_MS;
}
/** Returns whether a text, such as the name of a folder, can only be a version ID. */
function isVersionName(text) {
    return /^[a-z0-9]{7}$/.test(text);
}
function parseUrl(url) {
    const [, bucket, path] = /^s3:\/\/([^/]+)\/(.+?)\/?$/s.exec(url) ?? [];
    const segments = path?.split('/');
    if (bucket === undefined || segments === undefined)
        return undefined;
    return segments.some((segment) => ['', '.', '..'].includes(segment)) ? undefined : { bucket, segments };
}
/** The prefix ends in `/`, so that `abc/` never matches what is stored under `abcd/`. */
function folderOf({ bucket, segments }) {
    return { bucket, prefix: `${segments.join('/')}/` };
}
/** Returns whether a folder and a version's files overlap, whatever the URL looks like: keys are plain text. */
function overlap({ bucket, prefix }, url) {
    const kept = `${url.replace(/(?<!\/)\/+$/, '')}/`;
    const folder = `s3://${bucket}/${prefix}`;
    return kept.startsWith(folder) || folder.startsWith(kept);
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

/***/ 5263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kv: () => (/* binding */ freedText),
/* harmony export */   deleteAndReport: () => (/* binding */ deleteAndReport),
/* harmony export */   lP: () => (/* binding */ Reclaimer),
/* harmony export */   n7: () => (/* binding */ totalFreed)
/* harmony export */ });
/* unused harmony export FilesLeftError */
/* harmony import */ var _files_reclaim_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6497);
/* harmony import */ var _net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7633);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2099);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_paging_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2405);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8367);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6379);








/** Lists all versions of a dataset, and keeps only the fields that the rules need. */
async function listKnown({ paperspace }, datasetId) {
    const known = [];
    for await (const { version, url } of (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__/* .newestVersions */ .aH)(paperspace, datasetId, { ahead: true })) {
        known.push({ version, url });
    }
    return known;
}
async function listOthers(services, datasetId) {
    const datasets = [];
    const versions = [];
    for await (const { id } of (0,_paperspace_paging_js__WEBPACK_IMPORTED_MODULE_3__/* .items */ .l)('datasets', (page) => services.paperspace.listDatasets(page))) {
        if (id === datasetId)
            continue;
        datasets.push(id);
        const known = (await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unlessGone */ .Wi)(() => listKnown(services, id))) ?? [];
        for (const { version, url } of known)
            versions.push({ version: `${id}:${version}`, url });
    }
    return { datasets, versions };
}
/**
 * Deletes a version or a dataset, and then the files of its versions if requested.
 *
 * @throws FilesLeftError, or a PartialFailure if several versions have files left
 */
async function deleteAndReport(step, services, inputs, { datasetId, versionId }) {
    const { paperspace } = services;
    const isDryRun = inputs['dry-run'];
    const ref = versionId === undefined ? datasetId : `${datasetId}:${versionId}`;
    const subject = `${versionId === undefined ? 'dataset' : 'version'} ${ref}`;
    const outputs = { 'dataset-id': datasetId, ...(versionId === undefined ? {} : { version: versionId, ref }) };
    const deleteFiles = inputs['delete-files'] ? await findFiles(services, inputs, { datasetId, versionId }) : undefined;
    if (!isDryRun) {
        const remove = () => versionId === undefined ? paperspace.deleteDataset(datasetId) : paperspace.deleteVersion(datasetId, versionId);
        await step.result(await remove());
        step.output(outputs);
    }
    const total = await deleteFiles?.(step, isDryRun);
    const what = total === undefined ? subject : `${subject} and ${freedText(total)}`;
    if (isDryRun)
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_6__/* .reportDryRun */ .HN)(step, `delete ${what}`, { ...outputs, ...total });
    step.output({ ...total });
    return { outcome: 'deleted', headline: `Deleted ${what}` };
}
/** Finds the files of a version or of a dataset, before it is deleted. Returns a function that then deletes them. */
async function findFiles(services, inputs, { datasetId, versionId }) {
    const known = await listKnown(services, datasetId);
    const reclaimer = await Reclaimer.open(services, inputs, datasetId, known);
    const versions = versionId === undefined ? known : [await services.paperspace.getVersion(datasetId, versionId)];
    return async (step, isDryRun) => {
        if (isDryRun && versionId === undefined)
            reclaimer.assumeDatasetDeleted();
        const { done, failures } = (0,_net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .separateErrors */ .PQ)(await reclaimer.reclaimAll(step, versions, isDryRun));
        const [first] = failures;
        if (first === undefined)
            return totalFreed(done);
        if (isDryRun || versions.length === 1)
            throw first;
        const message = `Some files of ${failures.length} of ${versions.length} versions were not deleted`;
        throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PartialFailure */ .CI(message, failures);
    };
}
/** Returns `12 files (1.2 GiB)`, or why the files stay. */
function freedText(freed) {
    return 'reason' in freed ? `no files: ${freed.reason}` : (0,_access_js__WEBPACK_IMPORTED_MODULE_5__/* .amountText */ .cY)(freed);
}
/** Adds up the deleted files and bytes. */
function totalFreed(all) {
    const total = { files: 0, bytes: 0 };
    for (const freed of all) {
        if ('reason' in freed)
            continue;
        total.files += freed.files;
        total.bytes += freed.bytes;
    }
    return total;
}
/** A deleted version whose files were not all deleted with it. */
class FilesLeftError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    name = 'FilesLeftError';
    constructor(message, hint, cause) {
        const why = Error.isError(cause) ? cause.message : String(cause);
        super(`${message}: ${why}`, { title: 'Files left in the storage', hint, cause });
    }
}
/** Deletes the storage of a dataset's versions, each after the API deleted the version. */
class Reclaimer {
    storage;
    datasetId;
    #services;
    /** The versions that the API listed and whose deletion it has not confirmed since. */
    #known;
    #others;
    /** The versions that a dry run assumes to be deleted. */
    #assumedDeleted = new Set();
    #isDatasetAssumedDeleted = false;
    constructor(services, storage, datasetId, known, others) {
        this.#services = services;
        this.storage = storage;
        this.datasetId = datasetId;
        this.#others = others;
        this.#known = new Map(known.map((version) => [version.version, version]));
    }
    /**
     * Opens the storage.
     *
     * @param known all versions of the dataset, as the API lists them
     */
    static async open(services, inputs, datasetId, known) {
        const storage = await services.openStorage(inputs);
        return new Reclaimer(services, storage, datasetId, known, await listOthers(services, datasetId));
    }
    get known() {
        return [...this.#known.values()];
    }
    /** Lists the versions of the dataset again, in addition to what the API listed before. */
    async listAgain() {
        for (const version of await listKnown(this.#services, this.datasetId))
            this.#known.set(version.version, version);
    }
    /** Assumes in a dry run that the dataset is deleted, and with it its drafts that lists do not show. */
    assumeDatasetDeleted() {
        this.#isDatasetAssumedDeleted = true;
    }
    /** Returns the folder of a version, unless a rule keeps it. */
    folderOf(version) {
        return (0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_7__/* .reclaimableFolder */ .Ks)(version, [...this.#known.values(), ...this.#others.versions]);
    }
    /** Returns whether the API has a version with this ID, in this dataset or another. Lists may hide drafts. */
    async isKnown(version) {
        const { paperspace } = this.#services;
        const own = this.#isDatasetAssumedDeleted || this.#assumedDeleted.has(version) ? [] : [this.datasetId];
        for (const datasetId of [...own, ...this.#others.datasets]) {
            if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unlessGone */ .Wi)(() => paperspace.getVersion(datasetId, version))) !== undefined)
                return true;
        }
        return false;
    }
    /**
     * Deletes the files of versions that the API deleted, or measures them in a dry run. All deletions are confirmed
     * first: a version that the API still returns protects its folder from the deletion of the others.
     *
     * @returns for each version what was or would be deleted, or a FilesLeftError
     */
    async reclaimAll(step, versions, isDryRun) {
        const { signal } = this.#services;
        const { limit } = this.storage;
        const confirm = (version) => this.#confirmDeleted(version, isDryRun);
        const errors = await (0,_net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptEach */ .Jb)(versions, limit, signal, confirm);
        return (0,_net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .attemptEach */ .Jb)([...versions.entries()], limit, signal, async ([index, version]) => {
            const error = errors[index];
            if (error !== undefined)
                throw error;
            return this.#reclaim(step, version, isDryRun);
        });
    }
    /** Verifies by the API that a deleted version no longer exists. Until then the version protects its folder. */
    async #confirmDeleted({ version }, isDryRun) {
        try {
            const { paperspace } = this.#services;
            if (isDryRun)
                this.#assumedDeleted.add(version);
            else if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unlessGone */ .Wi)(() => paperspace.getVersion(this.datasetId, version))) !== undefined) {
                throw new Error('the API still returns the version');
            }
            this.#known.delete(version);
        }
        catch (error) {
            if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc)
                throw error;
            const message = `The files of version ${this.datasetId}:${version} were not deleted`;
            const hint = 'If the version no longer exists, `prune` with `orphans: true` deletes its files.';
            throw new FilesLeftError(message, hint, error);
        }
    }
    async #reclaim({ log }, version, isDryRun) {
        const ref = `${this.datasetId}:${version.version}`;
        const found = this.folderOf(version);
        const freed = 'reason' in found ? found : await this.#freeFolder(ref, found.folder, isDryRun);
        if (isDryRun)
            log.info(`- version ${version.version}: ${freedText(freed)}`);
        else if ('reason' in freed)
            log.warning(`The files of version ${ref} were not deleted: ${freed.reason}`);
        else
            log.info(`Deleted ${freedText(freed)} from version ${ref}`);
        return freed;
    }
    async #freeFolder(ref, folder, isDryRun) {
        try {
            return await this.freeFolder(folder, isDryRun);
        }
        catch (error) {
            if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc || isDryRun)
                throw error;
            const hint = `Delete s3://${folder.bucket}/${folder.prefix} with an S3 client, or run \`prune\` with \`orphans: true\` while the dataset exists.`;
            throw new FilesLeftError(`Version ${ref} was deleted, but not all of its files were`, hint, error);
        }
    }
    /**
     * Deletes a folder, or measures it in a dry run, unless it contains a version, such as a draft that lists do not
     * show.
     */
    async freeFolder(folder, isDryRun) {
        const { deleteFolder, listFolders, measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(294)]).then(__webpack_require__.bind(__webpack_require__, 4294));
        for await (const name of listFolders(this.storage, folder.bucket, folder.prefix)) {
            if ((0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_7__/* .isVersionName */ .Cq)(name) && (await this.isKnown(name))) {
                return { reason: `version ${name} has its files in the same folder` };
            }
        }
        if (!isDryRun)
            return deleteFolder(this.storage, folder);
        const { files, bytes } = await measureFolder(this.storage, folder);
        return { files, bytes };
    }
}


/***/ })

};
