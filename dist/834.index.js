export const id = 834;
export const ids = [834];
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
 * Returns the folder to delete after the API deleted a version, or the reason why its files must stay: a version without
 * a `url`, one that is not `s3://`, one that is not a folder named after the version's ID, or one that overlaps with the
 * folder of a version that the API still knows.
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
 * Returns the folder that holds the versions of a dataset, going by the `url` of one of them; undefined where that is
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
 * Returns whether a folder has the form of a version that the API does not know and nobody is writing to.
 *
 * @param known the IDs of all versions that the API listed, before and after the folder was found
 */
function isOrphan({ name, newestMs }, known, nowMs) {
    return isVersionName(name) && !known.has(name) && nowMs - newestMs >= ORPHAN_AGE_MS;
}
/** Returns whether a folder or a text is certainly named like a version. */
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
/** The prefix ends in `/`, so that `abc/` never means what lies under `abcd/`. */
function folderOf({ bucket, segments }) {
    return { bucket, prefix: `${segments.join('/')}/` };
}
/** Returns whether a folder and a version's files overlap, however odd the URL of the version is: keys are plain text. */
function overlap({ bucket, prefix }, url) {
    const kept = `${url.replace(/(?<!\/)\/+$/, '')}/`;
    const folder = `s3://${bucket}/${prefix}`;
    return kept.startsWith(folder) || folder.startsWith(kept);
}


/***/ }),

/***/ 834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deleteOrphans: () => (/* binding */ deleteOrphans),
/* harmony export */   orphanTable: () => (/* binding */ orphanTable)
/* harmony export */ });
/* harmony import */ var _files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6497);
/* harmony import */ var _net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7633);
/* harmony import */ var _net_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7730);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);
/* harmony import */ var _freed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8079);
/** Folders of versions that the API does not know any more: `prune` with `orphans: true` deletes them. */





/**
 * Finds the orphans of a dataset: folders that are named like a version, that the API listed neither before nor after
 * they were found, that it does not know by their ID either, and to which nothing was written for an hour. Folders are
 * looked for only beside those of the versions that the API knows.
 */
async function findOrphans(step, services, reclaimer) {
    const { storage, datasetId } = reclaimer;
    const { listFolders } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(352)]).then(__webpack_require__.bind(__webpack_require__, 2352));
    const before = reclaimer.known;
    const roots = rootsOf(datasetId, before);
    if (roots.length === 0)
        step.log.notice('Did not look for orphans: no version has a storage URL that shows where the files of the dataset are');
    const found = [];
    for (const root of roots) {
        for await (const name of listFolders(storage, root.bucket, root.prefix)) {
            if (!(0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__/* .isVersionName */ .Cq)(name) || before.some(({ version }) => version === name))
                continue;
            const folder = reclaimer.folderOf({ version: name, url: `s3://${root.bucket}/${root.prefix}${name}` });
            if ('folder' in folder)
                found.push({ version: name, folder: folder.folder, files: 0, bytes: 0 });
        }
    }
    const known = new Set([...before, ...(await (0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .listKnown */ .SM)(services, datasetId))].map(({ version }) => version));
    const orphans = [];
    await (0,_net_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .forEachConcurrently */ .DW)(found, storage.limit, services.signal, async (one) => {
        const orphan = await confirmOrphan(services, reclaimer, one, known);
        if (orphan !== undefined)
            orphans.push(orphan);
    });
    return orphans.sort((a, b) => (a.version < b.version ? -1 : 1));
}
/** Reads once more what the API and the storage say about a folder; undefined where it is no orphan. */
async function confirmOrphan({ paperspace, clock }, { storage, datasetId }, { version, folder }, known) {
    if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessGone */ .Wi)(() => paperspace.getVersion(datasetId, version))) !== undefined)
        return undefined;
    const { measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(352)]).then(__webpack_require__.bind(__webpack_require__, 2352));
    const { newestMs, files, bytes } = await measureFolder(storage, folder);
    if (!(0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__/* .isOrphan */ .BH)({ name: version, newestMs }, known, clock.now()))
        return undefined;
    return { version, folder, files, bytes };
}
/** Deletes an orphan, unless the API knows it or somebody writes to it by now. */
async function deleteOrphan(step, services, reclaimer, orphan) {
    const confirmed = await confirmOrphan(services, reclaimer, orphan, new Set());
    if (confirmed === undefined) {
        step.log.warning(`Skipped the folder of ${reclaimer.datasetId}:${orphan.version}: it is in use again`);
        return { reason: 'the folder is in use again' };
    }
    const { deleteFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(352)]).then(__webpack_require__.bind(__webpack_require__, 2352));
    const freed = await deleteFolder(reclaimer.storage, confirmed.folder);
    step.log.info(`Deleted ${(0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .freedText */ .Kv)(freed)} of ${reclaimer.datasetId}:${orphan.version}, which does not exist in the API`);
    return freed;
}
/** The folders that hold versions of the dataset, each once. */
function rootsOf(datasetId, versions) {
    const roots = new Map();
    for (const version of versions) {
        const root = (0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__/* .folderOfVersions */ .xG)(datasetId, version);
        if (root !== undefined)
            roots.set(`${root.bucket}/${root.prefix}`, root);
    }
    return [...roots.values()];
}
/** Finds the orphans of a dataset and deletes them, except in a dry run. */
async function deleteOrphans(step, services, reclaimer, isDryRun) {
    const results = [];
    const orphans = await findOrphans(step, services, reclaimer);
    step.log.info(`Found ${(0,_net_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(orphans.length, 'orphaned folder')}`);
    for (const orphan of orphans) {
        const { folder, files, bytes } = orphan;
        step.log.info(`- s3://${folder.bucket}/${folder.prefix}: ${(0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .freedText */ .Kv)({ files, bytes })}`);
        const freed = isDryRun ? { files, bytes } : await deleteOrphan(step, services, reclaimer, orphan);
        results.push({ orphan, freed });
    }
    return results;
}
const MAX_ROWS = 100;
/** Returns a table of the orphans, or nothing where there are none. */
function orphanTable(results, isDryRun) {
    if (results.length === 0)
        return [];
    const rows = results
        .slice(0, MAX_ROWS)
        .map(({ orphan: { folder }, freed }) => [`s3://${folder.bucket}/${folder.prefix}`, (0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .freedText */ .Kv)(freed)]);
    const columns = ['Folder of a version that does not exist in the API', isDryRun ? 'Would be deleted' : 'Deleted'];
    return [{ kind: 'table', columns, rows, omitted: results.length - rows.length }];
}


/***/ })

};
