export const id = 158;
export const ids = [158];
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

/***/ 4158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Reclaimer: () => (/* binding */ Reclaimer),
/* harmony export */   measureAll: () => (/* binding */ measureAll),
/* harmony export */   reclaimAll: () => (/* binding */ reclaimAll)
/* harmony export */ });
/* unused harmony export FilesLeftError */
/* harmony import */ var _files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6497);
/* harmony import */ var _net_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2099);
/* harmony import */ var _paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);
/* harmony import */ var _freed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8079);




/** A version whose files were not all deleted with it. */
class FilesLeftError extends _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'FilesLeftError';
    constructor(ref, { bucket, prefix }, cause) {
        const why = Error.isError(cause) ? cause.message : String(cause);
        super(`Version ${ref} was deleted, but not all of its files were: ${why}`, {
            title: 'Files left in the storage',
            hint: `Delete s3://${bucket}/${prefix} with an S3 client. While the dataset exists, \`prune\` with \`orphans: true\` does so too.`,
            cause,
        });
    }
}
/** Deletes the storage of a dataset's versions, each after the API deleted the version. */
class Reclaimer {
    storage;
    datasetId;
    #services;
    /** The versions that the API listed and that were not deleted since. */
    #known;
    constructor(services, storage, datasetId, known) {
        this.#services = services;
        this.storage = storage;
        this.datasetId = datasetId;
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
        return new Reclaimer(services, storage, datasetId, known);
    }
    get known() {
        return [...this.#known.values()];
    }
    /** Says that the API deleted a version, so that its folder protects no other. */
    forget({ version }) {
        this.#known.delete(version);
    }
    /** Returns the folder of a version, unless a rule says that it must stay. */
    folderOf(version) {
        return (0,_files_reclaim_js__WEBPACK_IMPORTED_MODULE_3__/* .reclaimableFolder */ .Ks)(version, this.#known.values());
    }
    /** Measures what {@link reclaim} would delete. */
    async measure(version) {
        const found = this.folderOf(version);
        if ('reason' in found)
            return found;
        const { measureFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(352), __webpack_require__.e(58)]).then(__webpack_require__.bind(__webpack_require__, 2352));
        const { files, bytes } = await measureFolder(this.storage, found.folder);
        return { files, bytes };
    }
    /**
     * Deletes the files of a version that the API deleted, once the API says that it does not know the version any more.
     *
     * @throws FilesLeftError
     */
    async reclaim({ log }, version) {
        const ref = `${this.datasetId}:${version.version}`;
        this.forget(version);
        const found = this.folderOf(version);
        if ('reason' in found) {
            log.warning(`The files of version ${ref} were not deleted: ${found.reason}`);
            return found;
        }
        const { paperspace } = this.#services;
        try {
            if ((await (0,_paperspace_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessGone */ .Wi)(() => paperspace.getVersion(this.datasetId, version.version))) !== undefined) {
                throw new Error('the API still has the version');
            }
            const { deleteFolder } = await Promise.all(/* import() */[__webpack_require__.e(808), __webpack_require__.e(352), __webpack_require__.e(58)]).then(__webpack_require__.bind(__webpack_require__, 2352));
            const freed = await deleteFolder(this.storage, found.folder);
            log.info(`Deleted ${(0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .freedText */ .Kv)(freed)} of version ${ref}`);
            return freed;
        }
        catch (error) {
            if (error instanceof _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc)
                throw error;
            throw new FilesLeftError(ref, found.folder, error);
        }
    }
}
/** Measures what {@link reclaimAll} would delete. */
async function measureAll(step, reclaimer, versions) {
    for (const version of versions)
        reclaimer.forget(version);
    const freed = [];
    for (const version of versions) {
        const one = await reclaimer.measure(version);
        step.log.info(`- version ${version.version}: ${(0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .freedText */ .Kv)(one)}`);
        freed.push(one);
    }
    return (0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .totalFreed */ .n7)(freed);
}
/**
 * Deletes the files of versions that the API deleted.
 *
 * @throws FilesLeftError, or a PartialFailure where several versions have files left
 */
async function reclaimAll(step, reclaimer, versions) {
    for (const version of versions)
        reclaimer.forget(version);
    const freed = [];
    const failures = [];
    for (const version of versions) {
        try {
            freed.push(await reclaimer.reclaim(step, version));
        }
        catch (error) {
            if (!(error instanceof FilesLeftError))
                throw error;
            failures.push(error);
        }
    }
    const [first] = failures;
    if (first === undefined)
        return (0,_freed_js__WEBPACK_IMPORTED_MODULE_2__/* .totalFreed */ .n7)(freed);
    if (versions.length === 1)
        throw first;
    const message = `The files of ${failures.length} of ${versions.length} versions were not all deleted`;
    throw new _net_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PartialFailure */ .CI(message, failures);
}


/***/ })

};
