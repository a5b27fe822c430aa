export const id = 58;
export const ids = [58];
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


/***/ })

};
