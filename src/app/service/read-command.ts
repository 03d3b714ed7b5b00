import { contentDigest } from '../../codec/digest.ts'
import type { Digest, Instant } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { PersonCommand, Revise } from '../../domain/request/commands.ts'
import { currentRevision } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import { screen } from '../../domain/risk/screen.ts'
import type { Questionnaire } from '../../domain/risk/types.ts'
import { suggestedSlotOf } from '../../view/choices.ts'
import { fieldIds } from '../../view/forms.ts'
import type { Deps } from '../deps.ts'
import { actOf } from './offered.ts'
import { readContent } from './read-content.ts'
import { readAssessment, readDecision, readRuling } from './read-decision.ts'
import type { Entered, Problems } from './read-values.ts'

/** A verb that somebody uses on a request, with what was typed. */
export interface Use {
  readonly verb: Verb
  /** The group decided for, the condition confirmed. */
  readonly subject: string | undefined
  /** Of the revision that the person saw. */
  readonly digest: Digest
  readonly actor: Actor
  readonly request: Request
  readonly entered: Entered
  readonly openedAt?: Instant
}

type ReadDeps = Pick<Deps, 'attachments' | 'blobs' | 'organisation'>

/** The command that the use of a verb means. Meaningless when `problems` has any afterwards. */
export async function readCommand(use: Use, deps: ReadDeps, problems: Problems): Promise<PersonCommand> {
  const { verb, actor, digest, entered } = use
  const subject = use.subject ?? ''
  const by = { actor, digest }
  switch (verb) {
    case 'approve':
    case 'approve_with_conditions':
    case 'request_changes':
    case 'reject': {
      const assessment = readAssessment(questionnaireFor(use.request, subject, deps), entered, problems)
      const decision = readDecision(verb, entered)
      const opening = use.openedAt === undefined ? {} : { openedAt: use.openedAt }
      return { type: 'decide', ...by, group: subject, decision, assessment, ...opening }
    }
    case 'revise':
      return readRevision(use, deps, problems)
    case 'withdraw':
      return { type: 'withdraw', actor, reason: entered.text(fieldIds.reason) }
    case 'accept_conditions':
      return { type: 'accept_conditions', ...by, ...conditionsSeen(use.subject) }
    case 'contest':
      return {
        type: 'contest',
        ...by,
        reason: entered.text(fieldIds.reason),
        wouldAccept: entered.text(fieldIds.wouldAccept),
      }
    case 'state_position':
      return {
        type: 'state_position',
        ...by,
        side: subject === '' ? 'requester' : subject,
        wouldAccept: entered.text(fieldIds.wouldAccept),
      }
    case 'rule_approve':
      return { type: 'rule', ...by, ruling: readRuling('approve', entered) }
    case 'rule_approve_with_conditions':
      return { type: 'rule', ...by, ruling: readRuling('approve_with_conditions', entered) }
    case 'rule_reject':
      return { type: 'rule', ...by, ruling: readRuling('reject', entered) }
    case 'rule_send_back':
      return { type: 'rule', ...by, ruling: readRuling('send_back', entered) }
    case 'meet_condition':
      return { type: 'meet_condition', ...by, condition: subject, evidence: entered.text(fieldIds.evidence) }
    case 'reschedule':
      return {
        type: 'reschedule',
        ...by,
        slot: suggestedSlotOf(use.subject) ?? entered.instant(fieldIds.slot) ?? 0,
      }
    case 'publish':
      return { type: 'publish', ...by, url: entered.text(fieldIds.url) }
    case 'undo':
      return { type: 'undo', ...by, act: actOf(use.subject) }
    case 'take':
    case 'hand_back':
      return { type: verb, ...by, group: subject }
    case 'revoke':
      return { type: 'revoke', ...by, reason: entered.text(fieldIds.reason) }
    default:
      return verb satisfies never
  }
}

async function readRevision(use: Use, deps: ReadDeps, problems: Problems): Promise<Revise> {
  const before = currentRevision(use.request).content
  const media = before.kind === 'post' ? before.media : []
  const content = await readContent(before.kind, use.entered, media, deps, problems)
  return {
    type: 'revise',
    actor: use.actor,
    from: use.digest,
    content,
    digest: contentDigest(content),
    screening: screen(content),
  }
}

/** A button for accepting names the conditions that it stood under, so that changed ones are not accepted unseen. */
function conditionsSeen(subject: string | undefined): { readonly conditions?: readonly string[] } {
  return subject === undefined || subject === '' ? {} : { conditions: subject.split(',') }
}

/** What the group asks its reviewers about a request of this kind; null where it asks nothing. */
export function questionnaireFor(
  request: Request,
  group: string,
  deps: Pick<Deps, 'organisation'>,
): Questionnaire | null {
  const { kind } = currentRevision(request).content
  const config = deps.organisation().groups.find(({ id }) => id === group)
  return config?.questionnaires[kind] ?? null
}
