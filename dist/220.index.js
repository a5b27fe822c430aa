export const id = 220;
export const ids = [220];
export const modules = {

/***/ 6497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BH: () => (/* binding */ isOrphan),
/* harmony export */   Cq: () => (/* binding */ isVersionName),
/* harmony export */   Ks: () => (/* binding */ reclaimableFolder),
/* harmony export */   xG: () => (/* binding */ folderOfVersions)
/* harmony export */ });
/* unused harmony export ORPHAN_AGE_MS */
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
/** A folder is an orphan only if nothing was written to it for this long: a live job may be about to report it. */
const ORPHAN_AGE_MS = 3_600_000;
/**
 * Returns whether a folder has the form of a version that the API does not return and no process is writing to.
 *
 * @param known the IDs of all versions that the API listed, before and after the folder was found
 */
function isOrphan({ name, newestMs }, known, nowMs) {
    return isVersionName(name) && !known.has(name) && nowMs - newestMs >= ORPHAN_AGE_MS;
}
/** Returns whether a folder or a text has a name that can only be a version ID. */
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

/***/ 5263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SM: () => (/* binding */ listKnown),
/* harmony export */   deleteAndReport: () => (/* binding */ deleteAndReport),
/* harmony export */   lP: () => (/* binding */ Reclaimer)
/* harmony export */ });
/* unused harmony export FilesLeftError */
/* harmony import */ var _files_reclaim_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6497);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);
/* harmony import */ var _paperspace_paging_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35);
/* harmony import */ var _paperspace_references_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2405);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8367);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6379);







/** Lists all versions of a dataset, and keeps only the fields that the rules need. */
async function listKnown({ paperspace }, datasetId) {
    const known = [];
    for await (const { version, url } of (0,_paperspace_references_js__WEBPACK_IMPORTED_MODULE_3__/* .newestVersions */ .aH)(paperspace, datasetId, { ahead: true })) {
        known.push({ version, url });
    }
    return known;
}
async function listOthers(services, datasetId) {
    const datasets = [];
    const versions = [];
    for await (const { id } of (0,_paperspace_paging_js__WEBPACK_IMPORTED_MODULE_2__/* .items */ .l)('datasets', (page) => services.paperspace.listDatasets(page))) {
        if (id === datasetId)
            continue;
        datasets.push(id);
        const known = (await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessGone */ .Wi)(() => listKnown(services, id))) ?? [];
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
async function deleteAndReport(step, services, inputs, deletion) {
    const { subject, outputs, remove } = deletion;
    if (inputs['delete-files'])
        return deleteWithFiles(step, services, inputs, deletion);
    if (inputs['dry-run'])
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `delete ${subject}`, outputs);
    await step.result(await remove());
    step.output(outputs);
    return { outcome: 'deleted', headline: `Deleted ${subject}` };
}
async function deleteWithFiles(step, services, inputs, { datasetId, subject, outputs, remove, versions: select }) {
    const known = await listKnown(services, datasetId);
    const reclaimer = await Reclaimer.open(services, inputs, datasetId, known);
    const versions = await select(known);
    if (inputs['dry-run']) {
        for (const version of versions)
            reclaimer.forget(version);
        const total = await measureAll(step, reclaimer, versions);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .reportDryRun */ .HN)(step, `delete ${subject} and ${(0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .freedText */ .Kv)(total)}`, { ...outputs, ...total });
    }
    await step.result(await remove());
    step.output(outputs);
    const total = await reclaimAll(step, reclaimer, versions);
    step.output(total);
    return { outcome: 'deleted', headline: `Deleted ${subject} and ${(0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .freedText */ .Kv)(total)}` };
}
/** Measures what {@link reclaimAll} would delete. */
async function measureAll(step, reclaimer, versions) {
    const freed = [];
    for (const version of versions) {
        const one = await reclaimer.measure(version);
        step.log.info(`- version ${version.version}: ${(0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .freedText */ .Kv)(one)}`);
        freed.push(one);
    }
    return (0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .totalFreed */ .n7)(freed);
}
/**
 * Deletes the files of versions that the API deleted. A failure does not stop the rest. All deletions are confirmed
 * first: a version that the API still returns protects its folder from the deletion of the others.
 */
async function reclaimAll(step, reclaimer, versions) {
    const confirmed = [];
    const freed = [];
    const failures = [];
    const attempt = async (action) => {
        try {
            await action();
        }
        catch (error) {
            if (!(error instanceof FilesLeftError))
                throw error;
            failures.push(error);
        }
    };
    for (const version of versions) {
        await attempt(async () => {
            await reclaimer.confirmDeleted(version);
            confirmed.push(version);
        });
    }
    for (const version of confirmed)
        await attempt(async () => void freed.push(await reclaimer.reclaim(step, version)));
    const [first] = failures;
    if (first === undefined)
        return (0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .totalFreed */ .n7)(freed);
    if (versions.length === 1)
        throw first;
    const message = `Some files of ${failures.length} of ${versions.length} versions were not deleted`;
    throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PartialFailure */ .CI(message, failures);
}
/** A deleted version whose files were not all deleted with it. */
class FilesLeftError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
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
        const storage = await services.openStorage({
            endpoint: inputs['s3-endpoint'],
            region: inputs['s3-region'],
            concurrency: inputs.concurrency,
        });
        return new Reclaimer(services, storage, datasetId, known, await listOthers(services, datasetId));
    }
    get known() {
        return [...this.#known.values()];
    }
    /** Removes a version that was or would be deleted, so that its folder is no longer protected. */
    forget({ version }) {
        this.#known.delete(version);
    }
    /** Returns the folder of a version, unless a rule keeps it. */
    folderOf(version) {
        return (0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_6__/* .reclaimableFolder */ .Ks)(version, [...this.#known.values(), ...this.#others.versions]);
    }
    /** Measures what {@link reclaim} would delete. */
    async measure(version) {
        const found = this.folderOf(version);
        if ('reason' in found)
            return found;
        const { measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
        const { files, bytes } = await measureFolder(this.storage, found.folder);
        return { files, bytes };
    }
    /** Returns whether the API has a version with this ID, in this dataset or another. Lists may hide drafts. */
    async isKnown(version) {
        const { paperspace } = this.#services;
        for (const datasetId of [this.datasetId, ...this.#others.datasets]) {
            if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessGone */ .Wi)(() => paperspace.getVersion(datasetId, version))) !== undefined)
                return true;
        }
        return false;
    }
    /**
     * Verifies by the API that a deleted version no longer exists. Until then the version protects its folder.
     *
     * @throws FilesLeftError
     */
    async confirmDeleted(version) {
        try {
            const { paperspace } = this.#services;
            if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessGone */ .Wi)(() => paperspace.getVersion(this.datasetId, version.version))) !== undefined) {
                throw new Error('the API still returns the version');
            }
            this.forget(version);
        }
        catch (error) {
            if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            const message = `The files of version ${this.datasetId}:${version.version} were not deleted`;
            const hint = 'If the version no longer exists, `prune` with `orphans: true` deletes its files.';
            throw new FilesLeftError(message, hint, error);
        }
    }
    /**
     * Deletes the files of a version whose deletion is confirmed.
     *
     * @throws FilesLeftError
     */
    async reclaim({ log }, version) {
        const ref = `${this.datasetId}:${version.version}`;
        const found = this.folderOf(version);
        const freed = 'reason' in found ? found : await this.#deleteFiles(ref, found.folder);
        if ('reason' in freed)
            log.warning(`The files of version ${ref} were not deleted: ${freed.reason}`);
        else
            log.info(`Deleted ${(0,_access_js__WEBPACK_IMPORTED_MODULE_4__/* .freedText */ .Kv)(freed)} from version ${ref}`);
        return freed;
    }
    async #deleteFiles(ref, folder) {
        try {
            return await this.deleteFolder(folder);
        }
        catch (error) {
            if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            const hint = `Delete s3://${folder.bucket}/${folder.prefix} with an S3 client, or run \`prune\` with \`orphans: true\` while the dataset exists.`;
            throw new FilesLeftError(`Version ${ref} was deleted, but not all of its files were`, hint, error);
        }
    }
    /** Deletes a folder, unless it contains a version, such as a draft that lists do not show. */
    async deleteFolder(folder) {
        const { deleteFolder, listFolders } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
        for await (const name of listFolders(this.storage, folder.bucket, folder.prefix)) {
            if ((0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_6__/* .isVersionName */ .Cq)(name) && (await this.isKnown(name))) {
                return { reason: `version ${name} has its files in the same folder` };
            }
        }
        return deleteFolder(this.storage, folder);
    }
}


/***/ }),

/***/ 7220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/files/globs.js
var files_globs = __webpack_require__(6117);
// EXTERNAL MODULE: ./src/net/concurrency.js
var net_concurrency = __webpack_require__(7633);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/net/format.js + 1 modules
var format = __webpack_require__(7730);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __webpack_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/references.js
var references = __webpack_require__(2405);
// EXTERNAL MODULE: ./src/operations/access.js
var access = __webpack_require__(8367);
// EXTERNAL MODULE: ./src/operations/deletion.js
var deletion = __webpack_require__(5263);
// EXTERNAL MODULE: ./src/operations/inputs.js + 1 modules
var inputs = __webpack_require__(1467);
// EXTERNAL MODULE: ./src/operations/operation.js
var operation = __webpack_require__(5704);
// EXTERNAL MODULE: ./src/files/reclaim.js
var reclaim = __webpack_require__(6497);
;// CONCATENATED MODULE: ./src/operations/orphans.js
/** Folders of versions that the API no longer returns: `prune` with `orphans: true` deletes them. */





/**
 * Finds the orphans of a dataset: folders that are named like a version, that the API listed neither before nor after
 * they were found, that it does not return by their ID either, and to which nothing was written for an hour. Searches
 * only next to the folders of versions that the API returns.
 */
async function findOrphans(step, services, reclaimer) {
    const { storage, datasetId } = reclaimer;
    const { listFolders } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
    const before = reclaimer.known;
    const roots = rootsOf(datasetId, before);
    if (roots.length === 0)
        step.log.notice('Did not search for orphaned folders: no version has a storage URL that shows where the files of the dataset are stored');
    const found = [];
    for (const root of roots) {
        for await (const name of listFolders(storage, root.bucket, root.prefix)) {
            if (!(0,reclaim/* isVersionName */.Cq)(name) || before.some(({ version }) => version === name))
                continue;
            const folder = reclaimer.folderOf({ version: name, url: `s3://${root.bucket}/${root.prefix}${name}` });
            if ('folder' in folder)
                found.push({ version: name, folder: folder.folder, files: 0, bytes: 0 });
        }
    }
    const listed = [...before, ...(await (0,deletion/* listKnown */.SM)(services, datasetId))];
    const known = new Set(listed.map(({ version }) => version));
    // The API may still have a version that it said it deleted, so that its folder protects its content.
    const free = found.filter(({ version, folder: { bucket, prefix } }) => {
        return 'folder' in (0,reclaim/* reclaimableFolder */.Ks)({ version, url: `s3://${bucket}/${prefix}` }, listed);
    });
    const orphans = [];
    await (0,net_concurrency/* forEachConcurrently */.DW)(free, storage.limit, services.signal, async (one) => {
        const orphan = await confirmOrphan(services, reclaimer, one, known);
        if (orphan !== undefined)
            orphans.push(orphan);
    });
    return orphans.sort((a, b) => (a.version < b.version ? -1 : 1));
}
/** Checks a folder again with the API and the storage; returns undefined if it is not an orphan. */
async function confirmOrphan({ clock }, reclaimer, { version, folder }, known) {
    if (await reclaimer.isKnown(version))
        return undefined;
    const { measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(139)]).then(__webpack_require__.bind(__webpack_require__, 4139));
    const { newestMs, files, bytes } = await measureFolder(reclaimer.storage, folder);
    if (!(0,reclaim/* isOrphan */.BH)({ name: version, newestMs }, known, clock.now()))
        return undefined;
    return { version, folder, files, bytes };
}
/** Deletes an orphan, unless the API now returns it or another process now writes to it. */
async function deleteOrphan(step, services, reclaimer, orphan) {
    const confirmed = await confirmOrphan(services, reclaimer, orphan, new Set());
    const freed = confirmed === undefined ? { reason: 'it is in use again' } : await reclaimer.deleteFolder(confirmed.folder);
    const ref = `${reclaimer.datasetId}:${orphan.version}`;
    if ('reason' in freed)
        step.log.warning(`Skipped the folder of ${ref}: ${freed.reason}`);
    else
        step.log.info(`Deleted ${(0,access/* freedText */.Kv)(freed)} from the folder of ${ref}, which does not exist in the API`);
    return freed;
}
/** The folders that hold versions of the dataset, each once. */
function rootsOf(datasetId, versions) {
    const roots = new Map();
    for (const version of versions) {
        const root = (0,reclaim/* folderOfVersions */.xG)(datasetId, version);
        if (root !== undefined)
            roots.set(`${root.bucket}/${root.prefix}`, root);
    }
    return [...roots.values()];
}
/** Finds the orphans of a dataset and deletes them, except in a dry run. */
async function deleteOrphans(step, services, reclaimer, isDryRun) {
    const results = [];
    const orphans = await findOrphans(step, services, reclaimer);
    step.log.info(`Found ${(0,format/* formatCount */.B4)(orphans.length, 'orphaned folder')}`);
    for (const orphan of orphans) {
        const { folder, files, bytes } = orphan;
        step.log.info(`- s3://${folder.bucket}/${folder.prefix}: ${(0,access/* freedText */.Kv)({ files, bytes })}`);
        const freed = isDryRun ? { files, bytes } : await deleteOrphan(step, services, reclaimer, orphan);
        results.push({ orphan, freed });
    }
    return results;
}
const MAX_ROWS = 100;
/** Returns a table of the orphans, or nothing if there are none. */
function orphanTable(results, isDryRun) {
    if (results.length === 0)
        return [];
    const rows = results
        .slice(0, MAX_ROWS)
        .map(({ orphan: { folder }, freed }) => [`s3://${folder.bucket}/${folder.prefix}`, (0,access/* freedText */.Kv)(freed)]);
    const columns = ['Folder of a version that does not exist in the API', isDryRun ? 'Would be deleted' : 'Deleted'];
    return [{ kind: 'table', columns, rows, omitted: results.length - rows.length }];
}

;// CONCATENATED MODULE: ./src/operations/prune-plan.js
/** Decides which versions to delete, and which rule keeps each of the others. A pure function. */

/**
 * Plans a prune. A committed version is deleted only if every given rule selects it, and never the newest; a draft
 * only by its own rule, by its last modification. A tagged version is kept unless all of its tags match `prune-tags`.
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
        recent: (count) => `${count} no older than ${(0,format/* formatDuration */.a3)(olderThanMs ?? 0)} (older-than)`,
        committed: (count) => `${count} committed (no rule applies)`,
        tagged: (count) => `${count} tagged (not in prune-tags)`,
        draft: (count) => `${(0,format/* formatCount */.B4)(count, 'draft')} (drafts-older-than not set)`,
        'recent-draft': (count) => `${(0,format/* formatCount */.B4)(count, 'draft')} modified in the last ${(0,format/* formatDuration */.a3)(draftsOlderThanMs ?? 0)} (drafts-older-than)`,
    };
    return [...kept].map(([reason, count]) => reasons[reason](count)).join(', ');
}

// EXTERNAL MODULE: ./src/operations/report.js
var report = __webpack_require__(6379);
// EXTERNAL MODULE: ./src/operations/step.js
var step = __webpack_require__(2355);
;// CONCATENATED MODULE: ./src/operations/prune.js















const prune = (0,operation/* defineOperation */.h9)({
    name: 'prune',
    calls: 'the list, then a GET and a DELETE for each version to delete',
    purpose: 'delete old versions and drafts by retention rules',
    target: 'dataset',
    optional: ['keep-last', 'older-than', 'drafts-older-than', 'prune-tags', 'orphans', ...inputs/* reclaimInputs */.nf, 'dry-run'],
    outputs: [...step/* datasetOutputNames */.YA, 'count', 'versions', 'files', 'bytes'],
    check: (inputs) => {
        const rule = inputs['keep-last'] ?? inputs['older-than'] ?? inputs['drafts-older-than'];
        const message = 'is missing, and so are `older-than`, `drafts-older-than` and `orphans: true`. Set at least one of them';
        const missing = rule === undefined && !inputs.orphans ? [{ input: 'keep-last', message }] : [];
        return [...missing, ...(0,access/* globProblems */.V$)('prune-tags', () => tagMatcher(inputs['prune-tags'] ?? []))];
    },
    run: async (step, { target, ...inputs }, services) => {
        const versions = await listCandidates(services, target.datasetId);
        const rules = {
            keepLast: inputs['keep-last'],
            olderThanMs: inputs['older-than'],
            draftsOlderThanMs: inputs['drafts-older-than'],
            canDelete: tagMatcher(inputs['prune-tags'] ?? []),
        };
        const plan = planPrune(versions, rules, services.clock.now());
        const prune = {
            target,
            total: versions.length,
            plan,
            kept: describeKept(plan, rules),
            isDryRun: inputs['dry-run'],
        };
        await showPlan(step, prune);
        const takesStorage = inputs['delete-files'] || inputs.orphans;
        const reclaimer = takesStorage ? await deletion/* Reclaimer */.lP.open(services, inputs, target.datasetId, versions) : undefined;
        const job = { step, services, prune, reclaimer: inputs['delete-files'] ? reclaimer : undefined };
        const results = await deleteAll(job, inputs.concurrency);
        const orphans = inputs.orphans && reclaimer ? await deleteOrphans(step, services, reclaimer, prune.isDryRun) : [];
        if (takesStorage)
            step.output((0,access/* totalFreed */.n7)([...results, ...orphans].flatMap(({ freed }) => freed ?? [])));
        return prune_report(step, prune, results, orphans, sizeChart(versions, results));
    },
});
/** Lists all versions, and keeps only the fields that retention needs, so that a long list stays small. */
async function listCandidates({ paperspace }, datasetId) {
    const versions = [];
    for await (const listed of (0,references/* newestVersions */.aH)(paperspace, datasetId, { ahead: true })) {
        const { version, isCommitted, tags, dtCreated, dtModified, usageBytes, url } = listed;
        versions.push({ version, isCommitted, tags, dtCreated, dtModified, usageBytes, url });
    }
    return versions;
}
function tagMatcher(globs) {
    const matchers = globs.map(files_globs/* compileGlob */.S);
    return (tag) => matchers.some((matches) => matches(tag));
}
const MAX_PLAN_LINES = 100;
async function showPlan(step, { target, total, plan, kept, isDryRun }) {
    const { deleted } = plan;
    step.output({ ...target.outputs, count: deleted.length, versions: deleted.map(({ version }) => version) });
    if (deleted.length === 0)
        return;
    // The headline of a dry run says the same.
    if (!isDryRun)
        step.log.info(`${deleted.length} of ${(0,format/* formatCount */.B4)(total, 'version')} will be deleted`);
    for (const version of deleted.slice(0, MAX_PLAN_LINES))
        step.log.info(`- ${describe(version)}`);
    if (deleted.length > MAX_PLAN_LINES)
        step.log.info(`- and ${deleted.length - MAX_PLAN_LINES} more`);
    step.log.info(`Kept: ${kept}`);
    await step.summary(keptNote(kept), resultTable(deleted.map((version) => ({ version, result: 'not deleted yet' }))));
}
function describe({ version, isCommitted, tags, dtCreated }) {
    const tagged = tags.length === 0 ? '' : `, ${tags.join(', ')}`;
    return `${version} (${isCommitted ? 'committed' : 'draft'}${tagged}, created ${(0,format/* formatTime */.fU)(dtCreated)})`;
}
const DELETED = 'deleted';
const GONE = 'not found: already deleted';
/** Deletes versions concurrently. A failure does not stop the rest; at the end all failures are thrown together. */
async function deleteAll(job, concurrency) {
    const { services, prune } = job;
    const { plan, isDryRun } = prune;
    const results = [];
    const failures = [];
    const limit = services.limitConcurrency(concurrency);
    await (0,net_concurrency/* forEachConcurrently */.DW)(plan.deleted.entries(), limit, services.signal, ([index, planned]) => limit.track(async () => {
        try {
            results[index] = isDryRun ? await previewDeletion(job, planned) : await deleteIfUnmodified(job, planned);
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc || !Error.isError(error))
                throw error;
            failures.push(error);
        }
    }));
    if (failures.length > 0) {
        throw new errors/* PartialFailure */.CI(`Pruning failed for ${failures.length} of ${(0,format/* formatCount */.B4)(plan.deleted.length, 'version')}`, failures);
    }
    return results;
}
/** Describes what a dry run would delete. */
async function previewDeletion({ reclaimer }, version) {
    return { version, result: 'would be deleted', freed: await reclaimer?.measure(version) };
}
/** Deletes a version, unless it was modified since planning: it is read back just before. */
async function deleteIfUnmodified({ step, services, prune, reclaimer }, version) {
    const { paperspace } = services;
    const { datasetId } = prune.target;
    const ref = `${datasetId}:${version.version}`;
    const now = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.getVersion(datasetId, version.version));
    if (now === undefined)
        return { version, result: GONE };
    if (isModified(now, version)) {
        step.log.warning(`Skipped version ${ref}: modified since planning`);
        return { version, result: 'skipped: modified since planning' };
    }
    const deleted = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.deleteVersion(datasetId, version.version));
    if (deleted === undefined)
        return { version, result: GONE };
    step.log.info(`Deleted version ${ref}`);
    await reclaimer?.confirmDeleted(now);
    return { version, result: DELETED, freed: await reclaimer?.reclaim(step, now) };
}
/** Returns whether a version was modified since planning. A touched draft counts, because a job is filling it. */
function isModified(now, { isCommitted, tags, dtModified }) {
    if (now.isCommitted !== isCommitted || !(0,external_node_util_.isDeepStrictEqual)(now.tags, tags))
        return true;
    return !isCommitted && now.dtModified !== dtModified;
}
async function prune_report(step, prune, results, orphans, chart) {
    const { kept, isDryRun } = prune;
    await step.appendResult(results.map(({ version: { url: _url, ...version }, ...result }) => ({ ...version, ...result })));
    await step.appendResult(orphans.map(({ orphan, freed }) => ({ ...orphan, result: 'orphan', freed })));
    const notes = kept === '' ? [] : [keptNote(kept)];
    await step.summary(...notes, resultTable(results), ...orphanTable(orphans, isDryRun), ...chart);
    const deleted = results.filter(({ result }) => result === DELETED).length;
    const isDone = !isDryRun && deleted + orphans.length > 0;
    const storage = storageText([...results, ...orphans], isDryRun);
    return { outcome: isDone ? 'deleted' : 'none', headline: `${versionsText(prune, deleted)}${storage}` };
}
function versionsText({ target, total, plan, kept, isDryRun }, deleted) {
    const versions = `${(0,format/* formatCount */.B4)(total, 'version')} of dataset ${target.label}`;
    const dryRun = isDryRun ? 'Dry run: would ' : '';
    if (total === 0)
        return `Dataset ${target.label} has no versions`;
    if (plan.deleted.length === 0) {
        const all = total === 1 ? `the only version of dataset ${target.label}` : `all ${versions}`;
        return `${isDryRun ? `${dryRun}keep` : 'Kept'} ${all}: ${kept}`;
    }
    if (isDryRun)
        return `${dryRun}delete ${plan.deleted.length} of ${versions}`;
    return `Deleted ${deleted.toLocaleString('en-US')} of ${versions}`;
}
/** Describes how much storage is freed, if any was requested. */
function storageText(results, isDryRun) {
    const freed = results.flatMap((result) => result.freed ?? []);
    if (freed.length === 0)
        return '';
    return `; ${(0,access/* freedText */.Kv)((0,access/* totalFreed */.n7)(freed))} ${isDryRun ? 'would be ' : ''}deleted from the storage`;
}
function keptNote(kept) {
    return { kind: 'note', text: `Kept: ${kept}` };
}
/** Draws the sizes of the versions that remain. */
function sizeChart(all, results) {
    const isGone = (result) => result === DELETED || result === GONE;
    const gone = new Set(results.filter(({ result }) => isGone(result)).map(({ version }) => version.version));
    const sizes = new report/* SizeSeries */.PR();
    for (const version of all)
        if (!gone.has(version.version))
            sizes.add(version);
    return sizes.chart();
}
function resultTable(results) {
    const hasFiles = results.some(({ freed }) => freed !== undefined);
    const rows = results
        .slice(0, MAX_PLAN_LINES)
        .map(({ version: { version, tags, usageBytes, dtCreated }, result, freed }) => [
        version,
        tags.join(', '),
        (0,format/* formatUsage */.pK)(usageBytes),
        (0,format/* formatTime */.fU)(dtCreated),
        result,
        ...(hasFiles ? [freed === undefined ? '' : (0,access/* freedText */.Kv)(freed)] : []),
    ]);
    const columns = ['Version', 'Tags', 'Size', 'Created', 'Result', ...(hasFiles ? ['Storage'] : [])];
    return { kind: 'table', columns, rows, omitted: results.length - rows.length };
}


/***/ })

};
