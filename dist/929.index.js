export const id = 929;
export const ids = [929];
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

/***/ 2929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  START: () => (/* reexport */ START),
  isResumable: () => (/* reexport */ isResumable),
  observe: () => (/* reexport */ observe),
  refuseOtherFiles: () => (/* reexport */ refuseOtherFiles),
  takeSnapshot: () => (/* reexport */ takeSnapshot)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/net/errors.js
var errors = __webpack_require__(2099);
// EXTERNAL MODULE: ./src/paperspace/created.js
var created = __webpack_require__(7615);
// EXTERNAL MODULE: ./src/paperspace/drafts.js
var drafts = __webpack_require__(6863);
// EXTERNAL MODULE: ./src/paperspace/errors.js
var paperspace_errors = __webpack_require__(2548);
// EXTERNAL MODULE: ./src/paperspace/snapshot-mark.js
var snapshot_mark = __webpack_require__(2817);
// EXTERNAL MODULE: ./src/paperspace/tags.js
var paperspace_tags = __webpack_require__(9466);
;// CONCATENATED MODULE: ./src/snapshot/run.js

const START = {
    attempts: [],
    outcome: 'created',
    compared: [],
    conflicts: 0,
    vanished: 0,
    retagged: false,
    stuck: [],
};
/** Returns whether this process created the version. */
function isMine({ attempts }, { metadata }) {
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
/** Returns whether an action leaves the API unchanged and takes no time, so that the last observation still holds. */
function isLocal({ kind }) {
    return kind === 'resume' || kind === 'compare-files';
}
/**
 * Does one action. What another process did meanwhile is noted, for the next observation shows what is now: it deleted
 * the version (404), or it took a tag (409).
 */
async function act(run, progress, deed) {
    const { vanished, conflicts } = progress;
    try {
        return await perform(run, progress, deed);
    }
    catch (error) {
        if (deed.kind === 'create')
            throw error;
        if ((0,paperspace_errors/* isRefusal */.vu)(error, 409) && conflicts < MAX_CONFLICTS)
            return { ...progress, conflicts: conflicts + 1 };
        if (!(0,paperspace_errors/* isRefusal */.vu)(error, 404) || vanished === MAX_VANISHED)
            throw error;
        run.log.info('The version was deleted by another process; starting over');
        return { ...withoutDraft(progress), vanished: vanished + 1 };
    }
}
async function perform(run, progress, deed) {
    const { paperspace, log } = run;
    switch (deed.kind) {
        case 'create':
            return { ...progress, ...(await createDraft(run, progress)), outcome: 'created' };
        case 'resume':
            log.info(`Resuming draft ${refOf(deed.draft)} from an earlier attempt`);
            run.publishDraft(deed.draft);
            return { ...progress, draft: deed.draft, outcome: isMine(progress, deed.draft) ? 'created' : 'resumed' };
        case 'fill':
            return { ...progress, filled: await run.files?.fill(deed.draft, deed.sources) };
        case 'commit':
            return commitDraft(run, progress, deed.draft, deed.tags);
        case 'delete-drafts':
            for (const draft of deed.drafts)
                await deleteDraft(run, draft, deed.version);
            return withoutDraft(progress);
        case 'compare-files':
            refuseOtherFiles(deed.version, run.key, await run.files?.digest());
            return { ...progress, compared: [...progress.compared, deed.version.version] };
        case 'add-tags':
            await (0,paperspace_tags/* addTags */.JE)(paperspace, log, deed.version, deed.tags, (holder) => countsMore(run, holder, deed.version));
            return { ...progress, retagged: true };
        case 'take-tags-off': {
            const stuck = await (0,paperspace_tags/* takeOff */.HK)(paperspace, log, deed.holdings);
            for (const { tag, holder } of stuck) {
                log.warning(`The tag ${tag} could not be removed from version ${refOf(holder)}: this API only adds tags`);
            }
            return { ...progress, stuck: stuck.map(({ tag }) => tag) };
        }
        case 'take-back':
            if (deed.tags.length > 0)
                await (0,paperspace_tags/* addTags */.JE)(paperspace, log, deed.kept, deed.tags);
            await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.deleteVersion(run.datasetId, deed.version.version));
            log.info(`Deleted version ${refOf(deed.version)}: version ${deed.kept.version} is committed for the same key`);
            return { ...progress, retagged: progress.retagged || deed.tags.length > 0 };
    }
}
async function createDraft(run, { attempts }) {
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
    return { draft, attempts: [...attempts, attempt] };
}
/** Commits a draft and sets the tags in one request. */
async function commitDraft(run, progress, draft, tags) {
    const { filled, compared } = progress;
    const all = (0,paperspace_tags/* union */.KC)(draft.tags, tags);
    const change = {
        tags: all.length === 0 ? undefined : all,
        metadata: filled === undefined ? undefined : (0,snapshot_mark/* withMark */.kN)(draft.metadata, { files: filled }),
    };
    const { version, already } = await (0,drafts/* commitVersion */.WO)(run.paperspace, run.datasetId, draft.version, change);
    run.log.debug(`Committed version ${refOf(version)}`);
    const known = already ? compared : [...compared, version.version];
    return { ...withoutDraft(progress), committed: version, compared: known };
}
/** Returns whether a holder of a tag is an older version of the key, which was committed since the last observation. */
function countsMore({ key }, holder, version) {
    return (0,snapshot_mark/* markOf */.Fg)(holder.metadata).key === key && (0,created/* byAge */.jI)(holder, version) < 0;
}
/** Deletes a draft that is no longer needed, unless somebody has committed it since. */
async function deleteDraft({ paperspace, log, datasetId }, draft, by) {
    const now = await (0,paperspace_errors/* unlessGone */.Wi)(() => paperspace.getVersion(datasetId, draft.version));
    if (now?.isCommitted !== false)
        return;
    await (0,drafts/* removeDraft */.AB)(paperspace, log, draft, `version ${by.version} is committed for the same key`);
}
/** Notes in a draft what its files are, so that the next run recognizes it once a later step has committed it. */
async function markFiles(run, draft, files) {
    if (files === undefined || (0,external_node_util_.isDeepStrictEqual)((0,snapshot_mark/* markOf */.Fg)(draft.metadata).files, files))
        return draft;
    const metadata = (0,snapshot_mark/* withMark */.kN)(draft.metadata, { files });
    return run.paperspace.updateVersion(draft.datasetId, draft.version, { metadata });
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
function withoutDraft(progress) {
    return { ...progress, draft: undefined, filled: undefined, conflicts: 0 };
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
            decide: ({ version, ownRival, tags }) => ownRival && takeBack(ownRival, version, tags),
        },
        {
            when: 'others created a younger committed version of the same files, and an earlier attempt of this step created the oldest',
            action: 'add the tags to the next oldest, then delete the oldest',
            decide: ({ version, rival, madeBy, tags }) => rival && madeBy === 'an earlier attempt' && haveSameFiles(version, rival)
                ? takeBack(version, rival, tags)
                : undefined,
        },
        {
            when: 'there is a younger committed version, and its files differ or this attempt did not create the oldest',
            action: 'fail and name both',
            decide: ({ version, rival, madeBy }) => rival && (madeBy !== 'this attempt' || !haveSameFiles(version, rival))
                ? { kind: 'refuse-rivals', versions: [version, rival] }
                : undefined,
        },
        {
            when: 'drafts remain that only this process may use',
            action: 'delete them',
            decide: ({ version, ownDrafts }) => ownDrafts.length > 0 ? { kind: 'delete-drafts', drafts: ownDrafts, version } : undefined,
        },
        {
            when: 'the oldest is not known to have these files',
            action: 'compare the files; fail if they differ',
            decide: ({ version, isCompared }) => (isCompared ? undefined : { kind: 'compare-files', version }),
        },
        {
            when: 'the oldest does not have all tags',
            action: 'add the missing tags',
            decide: ({ version, tags }) => addTags(version, tags),
        },
        {
            when: 'other versions have the tags too',
            action: 'remove the tags from those versions',
            decide: ({ otherHoldings }) => otherHoldings.length > 0 ? { kind: 'take-tags-off', holdings: otherHoldings } : undefined,
        },
        {
            when: 'otherwise',
            action: 'return the oldest',
            decide: ({ version, rival }) => ({ kind: 'finish', version, rival }),
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
    const [version] = seen.committed;
    if (version !== undefined)
        return firstOf(rows.committed, committedSituation(run, progress, seen, version));
    const { draft } = progress;
    if (draft !== undefined)
        return firstOf(rows.drafted, draftedSituation(run, progress, seen, draft));
    return firstOf(rows.undrafted, { resumable: seen.drafts.find((one) => isResumable(run, progress, one)) });
}
function firstOf(rows, situation) {
    for (const { decide } of rows) {
        const action = decide(situation);
        if (action !== undefined)
            return action;
    }
    throw new Error('no row of the table applies');
}
function addTags(version, tags) {
    const missing = (0,paperspace_tags/* lacking */.gP)(tags, version.tags);
    return missing.length > 0 ? { kind: 'add-tags', version, tags: missing } : undefined;
}
function takeBack(version, kept, wanted) {
    return { kind: 'take-back', version, kept, tags: (0,paperspace_tags/* lacking */.gP)((0,paperspace_tags/* union */.KC)(wanted, version.tags), kept.tags) };
}
/** Returns whether the marks of two versions name the same files. */
function haveSameFiles(a, b) {
    return (0,snapshot_mark/* markOf */.Fg)(a.metadata).files?.digest === (0,snapshot_mark/* markOf */.Fg)(b.metadata).files?.digest;
}
/** Nobody else writes to a draft of this process or of an attempt that has ended, or to a released one of this step. */
function isResumable(run, progress, draft) {
    if (isMine(progress, draft) || isOfEarlierAttempt(run, draft))
        return true;
    return isOfStep(run, draft) && (0,snapshot_mark/* markOf */.Fg)(draft.metadata).released === true;
}
function committedSituation(run, progress, seen, version) {
    const [, rival] = seen.committed;
    const { draft } = progress;
    const left = seen.drafts.filter((one) => one.version !== draft?.version && (isMine(progress, one) || isOfEarlierAttempt(run, one)));
    return {
        version,
        rival,
        ownRival: seen.committed
            .slice(1)
            .findLast((one) => isOfStep(run, one) && (haveSameFiles(version, one) || progress.committed?.version === one.version)),
        madeBy: makerOf(run, progress, version),
        ownDrafts: draft === undefined ? left : [draft, ...left],
        isCompared: run.files === undefined || progress.compared.includes(version.version),
        tags: run.tags,
        otherHoldings: seen.holdings.filter(({ tag, holder }) => holder.version !== version.version && !progress.stuck.includes(tag)),
    };
}
/** A version that this process committed is of this attempt, though an earlier one may have created it. */
function makerOf(run, progress, version) {
    if (!isOfStep(run, version))
        return 'others';
    const isEarlier = progress.committed?.version !== version.version && isOfEarlierAttempt(run, version);
    return isEarlier ? 'an earlier attempt' : 'this attempt';
}
function draftedSituation(run, progress, seen, draft) {
    const held = seen.holdings.filter(({ holder }) => holder.version !== draft.version).map(({ tag }) => tag);
    return {
        draft,
        otherDrafts: seen.drafts.filter(({ version }) => version !== draft.version),
        isFilled: run.files === undefined || progress.filled !== undefined,
        commit: run.commit,
        tags: run.tags,
        conflicting: progress.conflicts > 0 ? held : [],
    };
}

// EXTERNAL MODULE: ./src/paperspace/paging.js
var paging = __webpack_require__(35);
// EXTERNAL MODULE: ./src/paperspace/references.js
var references = __webpack_require__(2405);
;// CONCATENATED MODULE: ./src/snapshot/observe.js





/** The clocks of GitHub and of Paperspace may differ by this much. */
const CLOCK_TOLERANCE_MS = 3_600_000;
/**
 * Reads the newest versions and the holders of the tags concurrently. The first observation goes back as far as the
 * key can reach, or until a committed version of it is found; later ones go back to where the first one began.
 */
async function observe(run, progress) {
    const needsHolders = progress.draft === undefined || progress.conflicts > 0;
    const [newest, ...holdings] = await Promise.all([
        readNewest(run, progress),
        ...(needsHolders ? run.tags.map((tag) => readHolders(run, tag)) : []),
    ]);
    const found = new Map();
    for (const version of [...newest, ...holdings.flat().map(({ holder }) => holder)]) {
        if ((0,snapshot_mark/* markOf */.Fg)(version.metadata).key !== run.key)
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
    return { committed: [...committed, ...unchanged], drafts, holdings: holdings.flat(), newest };
}
/** Returns the progress with the time before which the first observation has seen everything. */
function withHorizon(progress, { committed, drafts, newest }) {
    const times = [...committed, ...drafts, ...newest.slice(0, 1)].map(({ dtCreated }) => Date.parse(dtCreated));
    return times.length === 0 ? progress : { ...progress, sinceMs: Math.min(...times) };
}
async function readNewest({ paperspace, datasetId, key, oldestMs }, { sinceMs }) {
    const endMs = sinceMs ?? (oldestMs === undefined ? undefined : oldestMs - CLOCK_TOLERANCE_MS);
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
async function readHolders({ paperspace, datasetId }, tag) {
    return (await (0,references/* holdersOf */.pW)(paperspace, datasetId, tag)).map((holder) => ({ tag, holder }));
}
/** A list may lag behind: the version that this process committed counts unless the API reports that it was deleted. */
async function addOwnCommitted(run, { committed }, found) {
    if (committed === undefined || found.get(committed.version)?.isCommitted === true)
        return;
    const read = await (0,paperspace_errors/* unlessGone */.Wi)(() => run.paperspace.getVersion(run.datasetId, committed.version));
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
    let standing = await begin(run);
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
        const next = await advance(run, standing);
        if ('version' in next)
            return next;
        standing = next;
    }
    throw new errors/* RefusedError */.fk(`The versions of dataset ${run.datasetId} for the key ${run.key} changed during each of ${MAX_ROUNDS} rounds, or the lists show versions that do not exist`, 'Run the job again later, and use `concurrency:` so that runs with the same key do not overlap.');
}
/** Observes the key for the first time. */
async function begin(run) {
    const seen = await observe(run, START);
    return { progress: withHorizon(START, seen), seen };
}
/** Decides and acts once, then observes again. A run that fails releases its draft. */
async function advance(run, standing, rows = table) {
    try {
        return await advanceOrThrow(run, standing, rows);
    }
    catch (error) {
        await releaseDraft(run, standing.progress, error);
        throw error;
    }
}
async function advanceOrThrow(run, { progress, seen }, rows) {
    const { newest } = seen;
    const action = decide(run, progress, seen, rows);
    switch (action.kind) {
        case 'finish':
            if (action.rival !== undefined)
                warnOfRival(run, action.rival);
            return { version: action.version, outcome: outcomeOf(run, progress, action.version), newest };
        case 'leave':
            return { version: await markFiles(run, action.draft, progress.filled), outcome: progress.outcome, newest };
        case 'refuse-rivals':
            throw rivalsError(run, action.versions);
        default: {
            const next = await act(run, progress, action);
            return { progress: next, seen: isLocal(action) ? seen : await observe(run, next) };
        }
    }
}
/** A version of another key (`skip-if-unchanged`) is unchanged, whatever tags it got. */
function outcomeOf({ key }, { committed, outcome, retagged }, version) {
    if (committed?.version === version.version)
        return outcome;
    return retagged && (0,snapshot_mark/* markOf */.Fg)(version.metadata).key === key ? 'updated' : 'unchanged';
}
/** The other run ended before this version was visible. A re-run of either run deletes one of the two versions. */
function warnOfRival({ log, datasetId }, { version, metadata }) {
    const { run = 'another run' } = (0,snapshot_mark/* markOf */.Fg)(metadata);
    log.warning(`Version ${datasetId}:${version} of ${run} is committed for the same key. Re-run that job to delete it, or use \`delete-version\``);
}
function rivalsError({ datasetId, key }, [first, second]) {
    const reason = haveSameFiles(first, second) ? 'this step may delete neither' : 'their files differ';
    return new errors/* RefusedError */.fk(`The key ${key} has two committed versions, ${datasetId}:${first.version} and ${datasetId}:${second.version}, and ${reason}`, 'Delete the unwanted one with `delete-version`. Give each job or step its own `key`, and use `concurrency:` so that runs with the same key do not overlap.');
}
/**
 * Marks the draft of a run that failed as released, so that the next process of this step resumes it at once. Best
 * effort: what cannot be released serves the next run as a source to copy from.
 */
async function releaseDraft(run, { draft, committed }, error) {
    if (draft === undefined || committed !== undefined || error instanceof errors/* CancelledError */.cc)
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

;// CONCATENATED MODULE: ./src/snapshot/index.js
/** What the operation `snapshot` uses of this folder, which is loaded only for it. */







/***/ })

};
