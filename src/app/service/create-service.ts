import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { absence, comeBack, goAway, openAbsence } from './absence.ts'
import { choose } from './choose.ts'
import { compose } from './compose.ts'
import { details } from './details.ts'
import {
  composeFromMessage,
  composeFromRequest,
  continueDraft,
  discardDraft,
  fetchDraftFiles,
} from './drafts.ts'
import { help } from './help.ts'
import { chooseLanguage, home } from './home.ts'
import { keepDraft } from './keep-draft.ts'
import { isKept, keptAt, look } from './look.ts'
import { prefer } from './prefer.ts'
import { beginStep, proposeDraft } from './propose.ts'
import { remark } from './remark.ts'
import { submit } from './submit.ts'
import { approveSeveral } from './together.ts'

/** Everything that an adapter may ask. All methods throw `StoreUnavailable` when the database cannot be used. */
export function createService(parts: Parts): Service {
  return {
    compose: compose(parts),
    choose: choose(parts),
    submit: submit(parts),
    details: details(parts),
    look: look(parts),
    keptAt: keptAt(parts),
    isKept: isKept(parts),
    composeFromMessage: composeFromMessage(parts),
    composeFromRequest: composeFromRequest(parts),
    continueDraft: continueDraft(parts),
    fetchDraftFiles: fetchDraftFiles(parts),
    discardDraft: discardDraft(parts),
    keepDraft: keepDraft(parts),
    proposeDraft: proposeDraft(parts),
    beginStep: beginStep(parts),
    absence: absence(parts),
    openAbsence: openAbsence(parts),
    goAway: goAway(parts),
    comeBack: comeBack(parts),
    remark: remark(parts),
    prefer: prefer(parts),
    home: home(parts),
    chooseLanguage: chooseLanguage(parts),
    approveSeveral: approveSeveral(parts),
    help: help(parts),
  }
}
