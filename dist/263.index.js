export const id = 263;
export const ids = [263];
export const modules = {

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
/* harmony export */   V$: () => (/* binding */ globProblems),
/* harmony export */   Y3: () => (/* binding */ transferOutputs),
/* harmony export */   cY: () => (/* binding */ amountText),
/* harmony export */   dr: () => (/* binding */ writeTransferOutputs),
/* harmony export */   pp: () => (/* binding */ openVersion)
/* harmony export */ });
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2405);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1467);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2355);






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
    const { locateVersion } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    const storage = await services.openStorage(inputs);
    return { storage, locate: ({ url }) => locateVersion(url, inputs['storage-prefix']) };
}
/**
 * Opens the storage, reads the version, and sets its outputs.
 *
 * @param refusal why a committed version is refused, as the end of a sentence; undefined accepts one
 * @throws RefusedError if the version is committed and must not be
 */
async function openVersion(step, services, target, inputs, refusal) {
    const access = await openFiles(services, inputs);
    const version = await target.read();
    if (version.isCommitted && refusal !== undefined) {
        throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(`Version ${version.datasetId}:${version.version} is committed, so ${refusal}`, 'Create a new version, or take a snapshot.');
    }
    step.output({ ...target.outputs, ...(0,_step_js__WEBPACK_IMPORTED_MODULE_4__/* .versionOutputs */ .V7)(version) });
    return { ...access, version, location: access.locate(version) };
}
/** Returns the problems with the globs of an input, found by compiling them. */
function globProblems(input, compile) {
    try {
        compile();
        return [];
    }
    catch (error) {
        return [{ input, message: `contains an invalid glob: ${(0,_net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` }];
    }
}
/**
 * Finds the files that `path` selects.
 *
 * @throws InputError if there are none and `if-no-files-found` does not allow that
 */
async function scan({ log }, services, path, inputs) {
    const { files, explainNoMatch } = await services.scan({
        patterns: path.join('\n'),
        includeHiddenFiles: inputs['include-hidden-files'],
        destination: inputs.destination,
    });
    if (files.length > 0) {
        const { measure } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        log.info(`Found ${amountText(measure(files))}`);
        return files;
    }
    if (inputs['if-no-files-found'] === 'ignore')
        return files;
    const message = `matches no files (${path.join(', ')}). ${await explainNoMatch()}`;
    if (inputs['if-no-files-found'] === 'error')
        throw new _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz([{ input: 'path', message }]);
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
    const { StorageUrlError } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
    try {
        return [access.locate(await (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_2__/* .latestVersion */ .qD)(paperspace, datasetId))];
    }
    catch (error) {
        if (error instanceof _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .NotFoundError */ .m_ || error instanceof StorageUrlError)
            return [];
        throw error;
    }
}
/** Writes the manifest and the SHA256SUMS file of a transfer, and returns the outputs. */
async function writeTransferOutputs({ writeFile }, result) {
    const { files, bytes, uploaded, copied, unchanged, manifest } = result;
    const { checksumsText, manifestText } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
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
    return `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(files, 'file')} (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)(bytes)})`;
}
/** Describes the result and speed of a transfer: `1 uploaded, 0 copied, 2 unchanged in 12 s (45.0 MiB/s)`. */
function transferText({ uploaded, copied, unchanged, removed, ...result }) {
    const gone = removed === 0 ? '' : `, ${removed} removed`;
    const { listing, transferring, verifying } = result.durations;
    const took = (0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatDuration */ .a3)(listing + transferring + verifying);
    const rate = result.uploadedBytes > 0 && transferring > 0
        ? ` (${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z3)((1000 * result.uploadedBytes) / transferring)}/s)`
        : '';
    return `${uploaded} uploaded, ${copied} copied, ${unchanged} unchanged${gone} in ${took}${rate}`;
}
/** Describes in one line what a plan would do. */
function planText({ files, extraneous }, removes) {
    const count = (action) => files.filter((file) => file.action === action).length;
    const gone = removes && extraneous.length > 0 ? ` and remove ${extraneous.length}` : '';
    return `upload ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatCount */ .B4)(count('uploaded'), 'file')}, copy ${count('copied')}, leave ${count('unchanged')} unchanged${gone}`;
}


/***/ }),

/***/ 6409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ks: () => (/* binding */ reclaimableFolder),
/* harmony export */   gt: () => (/* binding */ describeKept),
/* harmony export */   wM: () => (/* binding */ planPrune),
/* harmony export */   xG: () => (/* binding */ folderOfVersions),
/* harmony export */   zI: () => (/* binding */ isAbandoned)
/* harmony export */ });
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2405);


/**
 * Plans a prune. A committed version is deleted only if every given rule selects it, and never the newest; a draft only
 * by its own rule, which is based on its last modification. A tagged version is kept unless all of its tags match
 * `prune-tags`.
 */
function planPrune(versions, rules, nowMs) {
    const committed = versions.filter(({ isCommitted }) => isCommitted).sort(byAgeDescending);
    const drafts = versions.filter(({ isCommitted }) => !isCommitted);
    const deleted = [];
    const kept = new Map();
    const decide = (version, ruleReason) => {
        const reason = ruleReason ?? (version.tags.every(rules.canDelete) ? undefined : 'tagged');
        if (reason === undefined)
            deleted.push(version);
        else
            kept.set(reason, (kept.get(reason) ?? 0) + 1);
    };
    for (const [index, version] of committed.entries())
        decide(version, keepCommitted(version, index, rules, nowMs));
    for (const draft of drafts)
        decide(draft, keepDraft(draft, rules, nowMs));
    return { deleted, kept };
}
function keepCommitted({ dtCreated }, index, { keepLast, olderThanMs }, nowMs) {
    if (keepLast === undefined && olderThanMs === undefined)
        return 'committed';
    if (index < (keepLast ?? 1))
        return 'newest';
    return olderThanMs === undefined || nowMs - Date.parse(dtCreated) > olderThanMs ? undefined : 'recent';
}
function keepDraft({ dtCreated, dtModified }, { draftsOlderThanMs }, nowMs) {
    if (draftsOlderThanMs === undefined)
        return 'draft';
    const touchedMs = Math.max(Date.parse(dtCreated), Date.parse(dtModified));
    return nowMs - touchedMs > draftsOlderThanMs ? undefined : 'recent-draft';
}
function byAgeDescending(a, b) {
    return Date.parse(b.dtCreated) - Date.parse(a.dtCreated) || (a.version < b.version ? 1 : -1);
}
/** Describes how many versions a plan keeps, and by which rule: `3 newest (keep-last: 3), 1 tagged (prune-tags)`. */
function describeKept({ kept }, { keepLast, olderThanMs, draftsOlderThanMs }) {
    const reasons = {
        newest: (count) => `${count} newest (${keepLast === undefined ? 'never deleted' : `keep-last: ${keepLast}`})`,
        recent: (count) => `${count} no older than ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(olderThanMs ?? 0)} (older-than)`,
        committed: (count) => `${count} committed (no rule applies)`,
        tagged: (count) => `${count} tagged (not in prune-tags)`,
        draft: (count) => `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(count, 'draft')} (drafts-older-than not set)`,
        'recent-draft': (count) => `${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(count, 'draft')} modified in the last ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(draftsOlderThanMs ?? 0)} (drafts-older-than)`,
    };
    return [...kept].map(([reason, count]) => reasons[reason](count)).join(', ');
}
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
    if (!(0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_0__/* .isVersionId */ .A_)(version) || path.segments.at(-1) !== version) {
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

/***/ 5263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kv: () => (/* binding */ freedText),
/* harmony export */   deleteAndReport: () => (/* binding */ deleteAndReport),
/* harmony export */   lP: () => (/* binding */ Reclaimer),
/* harmony export */   n7: () => (/* binding */ totalFreed)
/* harmony export */ });
/* unused harmony export FilesLeftError */
/* harmony import */ var _net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7633);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2099);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_paging_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2405);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8367);
/* harmony import */ var _deletion_rules_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6409);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6379);








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
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportDryRun */ .HN)(step, `delete ${what}`, { ...outputs, ...total });
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
    constructor(message, hint, cause) {
        super(`${message}: ${(0,_net_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, { title: 'Files left in the storage', hint, cause });
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
        return (0,_deletion_rules_js__WEBPACK_IMPORTED_MODULE_6__/* .reclaimableFolder */ .Ks)(version, [...this.#known.values(), ...this.#others.versions]);
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
        const freed = 'reason' in found ? found : await this.#freeVersionFolder(ref, found.folder, isDryRun);
        if (isDryRun)
            log.info(`- version ${version.version}: ${freedText(freed)}`);
        else if ('reason' in freed)
            log.warning(`The files of version ${ref} were not deleted: ${freed.reason}`);
        else
            log.info(`Deleted ${freedText(freed)} from version ${ref}`);
        return freed;
    }
    async #freeVersionFolder(ref, folder, isDryRun) {
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
        const { deleteFolder, listFolders, measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(984)]).then(__webpack_require__.bind(__webpack_require__, 8984));
        for await (const name of listFolders(this.storage, folder)) {
            if ((0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_4__/* .isVersionId */ .A_)(name) && (await this.isKnown(name))) {
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
