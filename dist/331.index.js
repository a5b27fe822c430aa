export const id = 331;
export const ids = [331];
export const modules = {

/***/ 6863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AB: () => (/* binding */ removeDraft),
/* harmony export */   W0: () => (/* binding */ removeTwins),
/* harmony export */   WO: () => (/* binding */ commitVersion)
/* harmony export */ });
/* unused harmony export warnOfOrphan */
/* harmony import */ var _created_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7615);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2548);


/**
 * Commits a version and sets its tags in one request. If the API refuses but the version turns out to be committed,
 * returns it with `already: true`, after adding the tags that it lacks.
 */
async function commitVersion(paperspace, datasetId, versionId, { tags, metadata }) {
    try {
        const change = { isCommitted: true, tags, metadata };
        return { version: await paperspace.updateVersion(datasetId, versionId, change), already: false };
    }
    catch (error) {
        if (!isConflict(error))
            throw error;
        const read = await paperspace.getVersion(datasetId, versionId);
        if (!read.isCommitted)
            throw error;
        const complete = tags === undefined || tags.every((tag) => read.tags.includes(tag));
        const version = complete ? read : await paperspace.updateVersion(datasetId, versionId, { tags });
        return { version, already: true };
    }
}
/** The reference does not document the status of a second commit, so every 4xx counts unless it has another meaning. */
function isConflict(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PaperspaceError */ .J2) || error.problem.kind !== 'refused')
        return false;
    const { status } = error.problem;
    return status >= 400 && status < 500 && ![401, 403, 404, 429].includes(status);
}
/** Deletes a draft and logs the reason. Succeeds if another process has already deleted it. */
async function removeDraft(paperspace, log, { datasetId, version }, reason) {
    try {
        await paperspace.deleteVersion(datasetId, version);
        log.info(`Deleted draft ${datasetId}:${version}: ${reason}`);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isRefusal */ .vu)(error, 404))
            throw error;
    }
}
/**
 * Deletes the extra drafts of a create request that was sent more than once because its response was lost. A delayed
 * request may still create another draft afterwards, so a snapshot checks again after its commit.
 */
async function removeTwins(paperspace, log, kept, attempt) {
    const twins = await (0,_created_js__WEBPACK_IMPORTED_MODULE_0__/* .versionsByAttempt */ .EK)(paperspace, kept.datasetId, attempt);
    if (!twins.some(({ version }) => version === kept.version)) {
        warnOfOrphan(log, kept, attempt);
    }
    for (const twin of twins) {
        if (twin.version === kept.version || twin.isCommitted)
            continue;
        await removeDraft(paperspace, log, twin, 'it was created by a request whose response was lost');
    }
}
/** Warns that a second draft may exist, which cannot be found because the API's lists omit drafts. */
function warnOfOrphan(log, { datasetId, version }, attempt) {
    log.warning(`The response was lost while version ${datasetId}:${version} was created, and the API's lists omit drafts. A second draft with the attempt ID ${attempt} may exist`);
}


/***/ }),

/***/ 9331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  previewSnapshot: () => (/* binding */ previewSnapshot),
  takeSnapshot: () => (/* binding */ takeSnapshot)
});

// UNUSED EXPORTS: advance

// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/paperspace/snapshot-mark.js
var snapshot_mark = __webpack_require__(2817);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/paperspace/drafts.js
var drafts = __webpack_require__(6863);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __webpack_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/tags.js
var paperspace_tags = __webpack_require__(9466);
;// CONCATENATED MODULE: ./src/snapshot/run.js

const START = { attempts: [], retagged: false, stuck: [], conflicts: 0, vanished: 0 };
/** Returns whether this process created the version. */
function isCreatedHere({ attempts }, { metadata }) {
    const { attempt } = (0,snapshot_mark/* markOf */.Fg)(metadata);
    return attempt !== undefined && attempts.includes(attempt);
}
/** Returns whether the same step of the same workflow run created the version, in this attempt or in an earlier one. */
function isOfStep({ maker }, { metadata }) {
    const { run, step, key } = (0,snapshot_mark/* markOf */.Fg)(metadata);
    return run === maker.run && (step ?? key) === maker.step;
}
/** Returns whether an earlier attempt of the step created the version: its process has ended. */
function isOfEarlierAttempt(run, version) {
    return isOfStep(run, version) && (0,snapshot_mark/* markOf */.Fg)(version.metadata).runAttempt !== run.maker.runAttempt;
}

;// CONCATENATED MODULE: ./src/snapshot/act.js







/** How often a version may be deleted by another process, and how often the API may report a conflict. */
const MAX_VANISHED = 2;
const MAX_CONFLICTS = 4;
/**
 * Does one action, and returns the progress or how the snapshot ended. What another process did meanwhile is noted, for
 * the next observation shows what is now: it deleted the version (404), or it took a tag (409).
 */
async function act(run, progress, action) {
    const { vanished, conflicts } = progress;
    try {
        return await perform(run, progress, action);
    }
    catch (error) {
        if (action.kind === 'create')
            throw error;
        if ((0,paperspace_errors/* isRefusal */.vu)(error, 409) && conflicts < MAX_CONFLICTS)
            return { ...progress, conflicts: conflicts + 1 };
        if (!(0,paperspace_errors/* isRefusal */.vu)(error, 404) || vanished === MAX_VANISHED)
            throw error;
        run.log.info('The version was deleted by another process; starting over');
        return { ...withoutDraft(progress), vanished: vanished + 1 };
    }
}
async function perform(run, progress, action) {
    const { paperspace, log, datasetId } = run;
    switch (action.kind) {
        case 'create':
            return createDraft(run, progress);
        case 'resume':
            log.info(`Resuming draft ${refOf(action.draft)} from an earlier attempt`);
            run.publishDraft(action.draft);
            return { ...progress, draft: action.draft };
        case 'fill':
            return { ...progress, filled: await run.files?.fill(action.draft, action.sources) };
        case 'leave':
            return { version: await markFiles(run, progress, action.draft), outcome: originOf(progress, action.draft) };
        case 'commit':
            return commitDraft(run, progress, action.draft, action.tags);
        case 'take-back':
            if (action.tags.length > 0)
                await (0,paperspace_tags/* addTags */.JE)(paperspace, log, action.kept, action.tags);
            await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.deleteVersion(datasetId, action.version.version));
            log.info(`Deleted version ${refOf(action.version)}: version ${action.kept.version} is committed for the same key`);
            return { ...progress, retagged: progress.retagged || action.tags.length > 0 };
        case 'refuse-rivals':
            throw rivalsError(run.key, action.versions);
        case 'delete-drafts':
            for (const draft of action.drafts)
                await deleteDraft(run, draft, action.version);
            return withoutDraft(progress);
        case 'compare-files': {
            const digest = await run.files?.digest();
            refuseOtherFiles(action.version, run.key, digest);
            return { ...progress, digest };
        }
        case 'add-tags':
            await (0,paperspace_tags/* addTags */.JE)(paperspace, log, action.version, action.tags);
            return { ...progress, retagged: true };
        case 'take-tags-off': {
            const stuck = await (0,paperspace_tags/* takeOff */.HK)(paperspace, log, action.holdings);
            for (const { tag, holder } of stuck) {
                log.warning(`The tag ${tag} could not be removed from version ${refOf(holder)}: this API only adds tags`);
            }
            return { ...progress, stuck: stuck.map(({ tag }) => tag) };
        }
        case 'finish':
            if (action.rival !== undefined)
                warnOfRival(run, action.rival);
            return { version: action.version, outcome: outcomeOf(run, progress, action.version) };
    }
}
async function createDraft(run, progress) {
    const { paperspace, log, datasetId, key, maker, message } = run;
    await run.files?.prepare();
    const attempt = run.announceDraft();
    const { step, ...runOnly } = maker;
    const mark = { key, attempt, ...runOnly, ...(step === key ? {} : { step }) };
    const created = await paperspace.createVersion(datasetId, { message, metadata: (0,snapshot_mark/* withMark */.kN)(run.metadata, mark) });
    const draft = created.value;
    log.info(`Created draft ${refOf(draft)}`);
    run.publishDraft(draft);
    if (created.repeated)
        await (0,drafts/* removeTwins */.W0)(paperspace, log, draft, attempt);
    return { ...progress, draft, attempts: [...progress.attempts, attempt] };
}
/** Commits a draft and sets the tags in one request. */
async function commitDraft(run, progress, draft, tags) {
    const { filled: files } = progress;
    const all = (0,paperspace_tags/* union */.KC)(draft.tags, tags);
    const change = {
        tags: all.length === 0 ? undefined : all,
        metadata: files === undefined ? undefined : (0,snapshot_mark/* withMark */.kN)(draft.metadata, { files }),
    };
    const { version } = await (0,drafts/* commitVersion */.WO)(run.paperspace, run.datasetId, draft.version, change);
    run.log.debug(`Committed version ${refOf(version)}`);
    return { ...withoutDraft(progress), committed: version.version };
}
/** Deletes a draft that is no longer needed, unless somebody has committed it since. */
async function deleteDraft({ paperspace, log, datasetId }, draft, by) {
    const now = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.getVersion(datasetId, draft.version));
    if (now?.isCommitted !== false)
        return;
    await (0,drafts/* removeDraft */.AB)(paperspace, log, draft, `version ${by.version} is committed for the same key`);
}
/** Notes in a draft what its files are, so that the next run recognizes it once a later step has committed it. */
async function markFiles(run, { filled: files }, draft) {
    if (files === undefined || (0,external_node_util_.isDeepStrictEqual)((0,snapshot_mark/* markOf */.Fg)(draft.metadata).files, files))
        return draft;
    const metadata = (0,snapshot_mark/* withMark */.kN)(draft.metadata, { files });
    return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
}
function withoutDraft(progress) {
    return { ...progress, draft: undefined, filled: undefined, conflicts: 0 };
}
/** A version of another key (`skip-if-unchanged`) is unchanged, whatever tags it got. */
function outcomeOf({ key }, progress, version) {
    if (progress.committed === version.version)
        return originOf(progress, version);
    return progress.retagged && (0,snapshot_mark/* markOf */.Fg)(version.metadata).key === key ? 'updated' : 'unchanged';
}
function originOf(progress, version) {
    return isCreatedHere(progress, version) ? 'created' : 'resumed';
}
/**
 * Throws a {@link RefusedError} if a committed version of the key has other files than these: two jobs that share a key
 * would otherwise lose data without notice.
 */
function refuseOtherFiles(version, key, digest) {
    const committed = (0,snapshot_mark/* markOf */.Fg)(version.metadata).files?.digest;
    if (committed === digest)
        return;
    throw new errors/* RefusedError */.fk(`Version ${refOf(version)} is committed for the key ${key}, but with different files: its manifest has SHA-256 ${committed ?? '(none)'}, and these files produce ${digest}`, 'Two jobs or steps may share a key: give each its own `key`. For new data, publish a new release or set a different `key`.');
}
function rivalsError(key, [first, second]) {
    const reason = (0,snapshot_mark/* haveSameFiles */.Et)(first, second) ? 'this step may delete neither' : 'their files differ';
    return new errors/* RefusedError */.fk(`The key ${key} has two committed versions, ${refOf(first)} and ${refOf(second)}, and ${reason}`, 'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.');
}
/** The other run ended before this version was visible. A re-run of either run deletes one of the two versions. */
function warnOfRival({ log }, rival) {
    const { run = 'another run' } = (0,snapshot_mark/* markOf */.Fg)(rival.metadata);
    log.warning(`Version ${refOf(rival)} of ${run} is committed for the same key. Re-run that job to delete it, or use \`delete-version\``);
}
function refOf({ datasetId, version }) {
    return `${datasetId}:${version}`;
}

;// CONCATENATED MODULE: ./src/snapshot/decide.js



const table = {
    committed: [
        {
            when: 'this step created a younger committed version, of the same files or committed by this process',
            action: 'add the tags to the oldest, then delete the younger one',
            decide: ({ oldest, ownYounger, tags }) => ownYounger && takeBack(ownYounger, oldest, tags),
        },
        {
            when: 'there is a younger committed version of the same files, and an earlier attempt of this step created the oldest',
            action: 'add the tags to the next oldest, then delete the oldest',
            decide: ({ oldest, rival, creator, tags }) => rival && creator === 'an earlier attempt' && (0,snapshot_mark/* haveSameFiles */.Et)(oldest, rival)
                ? takeBack(oldest, rival, tags)
                : undefined,
        },
        {
            when: 'there is a younger committed version, and its files differ or this attempt did not create the oldest',
            action: 'fail and name both',
            decide: ({ oldest, rival, creator }) => rival && (creator !== 'this attempt' || !(0,snapshot_mark/* haveSameFiles */.Et)(oldest, rival))
                ? { kind: 'refuse-rivals', versions: [oldest, rival] }
                : undefined,
        },
        {
            when: 'drafts remain that only this process may use',
            action: 'delete them',
            decide: ({ oldest, ownDrafts }) => ownDrafts.length > 0 ? { kind: 'delete-drafts', drafts: ownDrafts, version: oldest } : undefined,
        },
        {
            when: 'the oldest is not known to have these files',
            action: 'compare the files; fail if they differ',
            decide: ({ oldest, hasTheseFiles }) => (hasTheseFiles ? undefined : { kind: 'compare-files', version: oldest }),
        },
        {
            when: 'the oldest does not have all tags',
            action: 'add the missing tags',
            decide: ({ oldest, tags }) => {
                const missing = (0,paperspace_tags/* lacking */.gP)(tags, oldest.tags);
                return missing.length > 0 ? { kind: 'add-tags', version: oldest, tags: missing } : undefined;
            },
        },
        {
            when: 'other versions have the tags too',
            action: 'remove the tags from those versions',
            decide: ({ otherHoldings }) => otherHoldings.length > 0 ? { kind: 'take-tags-off', holdings: otherHoldings } : undefined,
        },
        {
            when: 'otherwise',
            action: 'return the oldest',
            decide: ({ oldest, rival }) => ({ kind: 'finish', version: oldest, rival }),
        },
    ],
    drafted: [
        {
            when: 'the draft does not have the files',
            action: 'fill it, copying the files that other drafts of the key have',
            decide: ({ draft, otherDrafts, isFilled }) => isFilled ? undefined : { kind: 'fill', draft, sources: otherDrafts },
        },
        {
            when: '`commit: false`',
            action: 'return the draft',
            decide: ({ draft, commit }) => (commit ? undefined : { kind: 'leave', draft }),
        },
        {
            when: 'the API refused the commit because other versions have the tags',
            action: 'commit without these tags',
            decide: ({ draft, tags, conflicting }) => conflicting.length > 0 ? { kind: 'commit', draft, tags: (0,paperspace_tags/* lacking */.gP)(tags, conflicting) } : undefined,
        },
        {
            when: 'otherwise',
            action: 'commit with the tags in one request',
            decide: ({ draft, tags }) => ({ kind: 'commit', draft, tags }),
        },
    ],
    undrafted: [
        {
            when: 'a draft remains from an earlier attempt of this step or from this process, or was released by this step',
            action: 'resume the oldest such draft',
            decide: ({ resumable }) => resumable && { kind: 'resume', draft: resumable },
        },
        {
            when: 'otherwise',
            action: 'create a draft',
            decide: () => ({ kind: 'create' }),
        },
    ],
};
/** Returns what to do next. */
function decide(run, progress, seen, rows = table) {
    const [oldest, ...younger] = seen.committed;
    if (oldest !== undefined)
        return firstOf(rows.committed, committed(run, progress, seen, oldest, younger));
    if (progress.draft !== undefined)
        return firstOf(rows.drafted, drafted(run, progress, seen, progress.draft));
    return firstOf(rows.undrafted, { resumable: findResumable(run, progress, seen) });
}
function firstOf(rows, situation) {
    for (const { decide } of rows) {
        const action = decide(situation);
        if (action !== undefined)
            return action;
    }
    throw new Error('no row of the table applies');
}
function committed(run, progress, { drafts, holdings }, oldest, younger) {
    const { draft, digest, stuck } = progress;
    const isOwnDraft = (one) => isCreatedHere(progress, one) || isOfEarlierAttempt(run, one);
    const otherDrafts = drafts.filter(({ version }) => version !== draft?.version);
    // A version of other files may be the result of an earlier attempt that succeeded: only its own process deletes it.
    const isOwnRival = (one) => isOfStep(run, one) && ((0,snapshot_mark/* haveSameFiles */.Et)(oldest, one) || progress.committed === one.version);
    return {
        oldest,
        rival: younger[0],
        ownYounger: younger.findLast(isOwnRival),
        creator: creatorOf(run, progress, oldest),
        ownDrafts: [...(draft === undefined ? [] : [draft]), ...otherDrafts.filter(isOwnDraft)],
        hasTheseFiles: run.files === undefined || (digest !== undefined && digest === digestOf(oldest)),
        tags: run.tags,
        otherHoldings: holdings.filter(({ tag, holder }) => holder.version !== oldest.version && !stuck.includes(tag)),
    };
}
/** A version that this process committed is of this attempt, though an earlier one may have created it. */
function creatorOf(run, progress, version) {
    if (!isOfStep(run, version))
        return 'another step';
    const isEarlier = progress.committed !== version.version && isOfEarlierAttempt(run, version);
    return isEarlier ? 'an earlier attempt' : 'this attempt';
}
function drafted({ files, commit, tags }, progress, seen, draft) {
    const isOther = ({ version }) => version !== draft.version;
    const held = seen.holdings.filter(({ holder }) => isOther(holder)).map(({ tag }) => tag);
    return {
        draft,
        otherDrafts: seen.drafts.filter(isOther),
        isFilled: files === undefined || progress.filled !== undefined,
        commit,
        tags,
        conflicting: progress.conflicts > 0 ? held : [],
    };
}
/**
 * Returns the oldest draft that this process may resume. Nobody else writes to a draft of this process or of an attempt
 * that has ended, or to a released one of this step.
 */
function findResumable(run, progress, { drafts }) {
    const isReleased = (draft) => isOfStep(run, draft) && (0,snapshot_mark/* markOf */.Fg)(draft.metadata).released === true;
    return drafts.find((draft) => isCreatedHere(progress, draft) || isOfEarlierAttempt(run, draft) || isReleased(draft));
}
function takeBack(version, kept, wanted) {
    return { kind: 'take-back', version, kept, tags: (0,paperspace_tags/* lacking */.gP)((0,paperspace_tags/* union */.KC)(wanted, version.tags), kept.tags) };
}
function digestOf({ metadata }) {
    return (0,snapshot_mark/* markOf */.Fg)(metadata).files?.digest;
}

// EXTERNAL MODULE: ./src/paperspace/created.js
var created = __webpack_require__(7615);
// EXTERNAL MODULE: ./src/paperspace/paging.js
var paging = __webpack_require__(35);
;// CONCATENATED MODULE: ./src/snapshot/observe.js





/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;
/**
 * Reads the newest versions and the holders of the tags concurrently. The first observation goes back as far as the
 * key can reach, or until a committed version of it is found; later ones go back to where the first one began.
 */
async function observe(run, progress) {
    const { paperspace, datasetId, key, tags } = run;
    const needsHolders = progress.draft === undefined || progress.conflicts > 0;
    const [newest, holdings] = await Promise.all([
        readNewest(run, progress),
        needsHolders ? (0,paperspace_tags/* readHoldings */.bp)(paperspace, datasetId, tags) : [],
    ]);
    const found = new Map();
    for (const version of [...newest, ...holdings.map(({ holder }) => holder)]) {
        if ((0,snapshot_mark/* markOf */.Fg)(version.metadata).key !== key)
            continue;
        // The lists may be read at different moments: what is committed in one of them stays committed.
        if (version.isCommitted || !found.has(version.version))
            found.set(version.version, version);
    }
    await addOwnCommitted(run, progress, found);
    const ofKey = [...found.values()].sort(created/* byAge */.jI);
    const committed = ofKey.filter(({ isCommitted }) => isCommitted);
    const drafts = ofKey.filter(({ isCommitted }) => !isCommitted);
    const unchanged = committed.length === 0 ? await findUnchanged(run, newest) : [];
    return { committed: [...committed, ...unchanged], drafts, holdings, newest };
}
/** Returns the time of the oldest version of the key or, if it has none, of the newest version: later ones are new. */
function horizonOf({ committed, drafts, newest }) {
    const times = [...committed, ...drafts, ...newest.slice(0, 1)].map(({ dtCreated }) => Date.parse(dtCreated));
    return times.length === 0 ? undefined : Math.min(...times);
}
async function readNewest({ paperspace, datasetId, key, oldestMs }, { horizonMs }) {
    const endMs = horizonMs ?? (oldestMs === undefined ? undefined : oldestMs - CLOCK_TOLERANCE_MS);
    const newest = [];
    const fetch = (page) => paperspace.listVersions(datasetId, { ...page, order: 'desc' });
    for await (const { items } of (0,paging/* pages */.B)('versions', fetch)) {
        newest.push(...items);
        if (items.some(({ isCommitted, metadata }) => isCommitted && (0,snapshot_mark/* markOf */.Fg)(metadata).key === key))
            break;
        const last = items.at(-1);
        if (endMs !== undefined && last !== undefined && Date.parse(last.dtCreated) < endMs)
            break;
    }
    return newest;
}
/** A list may lag behind: the version that this process committed counts unless the API reports that it was deleted. */
async function addOwnCommitted(run, { committed }, found) {
    if (committed === undefined || found.get(committed)?.isCommitted === true)
        return;
    const read = await (0,paperspace_errors/* unlessGone */.Wi)(() => run.paperspace.getVersion(run.datasetId, committed));
    if (read !== undefined)
        found.set(read.version, read);
}
/** Returns the newest committed version of any key if it has the same files and `skip-if-unchanged` is set. */
async function findUnchanged({ skipIfUnchanged, files }, newest) {
    const latest = newest.find(({ isCommitted }) => isCommitted);
    if (!skipIfUnchanged || files === undefined || latest === undefined)
        return [];
    return (0,snapshot_mark/* markOf */.Fg)(latest.metadata).files?.digest === (await files.digest()) ? [latest] : [];
}

;// CONCATENATED MODULE: ./src/snapshot/take.js






/** Far more steps than concurrent runs need. The limit ends a run whose API keeps contradicting itself. */
const MAX_ROUNDS = 50;
/**
 * Takes the snapshot: observes the key, decides what to do, does it, and observes again until the key has its version.
 * Throws a {@link RefusedError} if the key has a version with other files, or several versions of which this step may
 * delete none.
 */
async function takeSnapshot(run) {
    let standing = { progress: START };
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
        const next = await advance(run, standing);
        if ('version' in next)
            return next;
        standing = next;
    }
    throw new errors/* RefusedError */.fk(`The versions of dataset ${run.datasetId} for the key ${run.key} changed during each of ${MAX_ROUNDS} rounds, or the lists show versions that do not exist`, 'Run the job again later, and use `concurrency:` so that runs with the same key do not overlap.');
}
/** Observes, decides and acts once. A run that fails releases its draft. */
async function advance(run, standing, rows = table) {
    try {
        const seen = standing.seen ?? (await observe(run, standing.progress));
        const progress = { horizonMs: horizonOf(seen), ...standing.progress };
        const action = decide(run, progress, seen, rows);
        const next = await act(run, progress, action);
        if ('version' in next)
            return { ...next, newest: seen.newest };
        return { progress: next, seen: isLocal(action) ? seen : undefined };
    }
    catch (error) {
        await releaseDraft(run, standing.progress, error);
        throw error;
    }
}
/** Returns whether an action leaves the API unchanged and takes no time, so that the last observation still holds. */
function isLocal({ kind }) {
    return kind === 'resume' || kind === 'compare-files';
}
/**
 * Marks the draft of a run that failed as released, so that the next process of this step resumes it at once. Best
 * effort: what cannot be released serves the next run as a source to copy from.
 */
async function releaseDraft(run, { draft }, error) {
    if (draft === undefined || error instanceof errors/* CancelledError */.cc)
        return;
    try {
        // A commit may have taken effect even if its response was lost, and a committed version must not change.
        const { isCommitted, metadata: current } = await run.paperspace.getVersion(run.datasetId, draft.version);
        if (isCommitted)
            return;
        const metadata = (0,snapshot_mark/* withMark */.kN)(current, { released: true });
        await run.paperspace.updateVersion(run.datasetId, draft.version, { metadata });
    }
    catch (failure) {
        run.log.debug(`Draft ${run.datasetId}:${draft.version} could not be released: ${String(failure)}`);
    }
}
/** Reads what a snapshot would start from. Throws a {@link RefusedError} if the key has a version with other files. */
async function previewSnapshot(run) {
    const seen = await observe(run, START);
    const [committed] = seen.committed;
    if (committed !== undefined && run.files !== undefined) {
        refuseOtherFiles(committed, run.key, await run.files.digest());
    }
    const resumable = findResumable(run, START, seen);
    return { committed, resumable, otherDrafts: seen.drafts.filter((draft) => draft !== resumable) };
}


/***/ })

};
