import { planOfRequest } from '../../domain/feasibility/plan.ts'
import type { Content } from '../../domain/request/content.ts'
import { currentRevision, plannedSlot } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import type { Questionnaire } from '../../domain/risk/types.ts'
import type { Cast } from '../cast.ts'
import { type Messages, messagesIn } from '../catalogue.ts'
import { suggestedSlotOf } from '../choices.ts'
import type { Field, Form } from '../form.ts'
import { asPlain, type Locale, type Rich } from '../text.ts'
import { instantOf } from '../time.ts'
import { contentSections } from './compose.ts'
import { conditionSections, decisionSections } from './decision.ts'
import { fieldIds } from './field-ids.ts'
import { instantField, paragraphField, urlField } from './fields.ts'
import { approvalDemand, tierInWords } from './risk.ts'
import type { FormSettings } from './settings.ts'

interface About {
  readonly subject?: string
  readonly questionnaire: Questionnaire | null
  readonly cast: Cast
  readonly settings: FormSettings
}
interface Page {
  readonly intro: readonly Rich[]
  readonly sections: Form['sections']
}
type TextWords = keyof Messages['forms']['field']

/**
 * The form that a verb opens on a request, or null for a verb that needs none (it acts after a confirmation).
 * `subject` is the group decided for or the condition confirmed.
 */
export function verbForm(verb: Verb, request: Request, locale: Locale, about: About): Form | null {
  const messages = messagesIn(locale)
  const page = pageOf(verb, request, locale, about, messages)
  if (page === null) return null
  const { forms } = messages
  const { content, digest } = currentRevision(request)
  const opening = verb === 'publish' && content.kind === 'channel'
  const { title, submit } = opening ? forms.openChannel : forms.verb[verb]
  return {
    purpose: {
      type: 'verb',
      verb,
      request: request.id,
      digest,
      ...(about.subject === undefined ? {} : { subject: about.subject }),
    },
    locale,
    title: asPlain(title),
    submit: asPlain(submit),
    cancel: asPlain(forms.cancel),
    ...page,
  }
}

function pageOf(verb: Verb, request: Request, locale: Locale, about: About, messages: Messages): Page | null {
  const { intro } = messages.forms
  const { content, number } = currentRevision(request)
  const name = messages.terms.nameInside[content.kind](request.number)
  const start = messages.terms.name[content.kind](request.number)
  const text = textPage(messages)
  switch (verb) {
    case 'approve':
    case 'approve_with_conditions':
    case 'request_changes':
    case 'reject':
      return {
        intro: decisionIntro(verb, request, about, messages),
        sections: decisionSections(verb, request, about.questionnaire, messages, locale),
      }
    case 'revise':
      return {
        intro: [intro.revise(name, number + 1)],
        sections: contentSections(content.kind, locale, about.settings, asPlanned(request)),
      }
    case 'withdraw':
      return text(intro.withdraw(start), [
        [fieldIds.reason, 'withdrawReason', request.requesterLeft !== null],
      ])
    case 'accept_conditions':
    case 'undo':
      return null
    case 'contest':
      return text(intro.contest(), [
        [fieldIds.reason, 'contestReason', true],
        [fieldIds.wouldAccept, 'contestWouldAccept', true],
      ])
    case 'state_position':
      return text(intro.position(), [[fieldIds.wouldAccept, 'positionWouldAccept', true]])
    case 'rule_approve':
    case 'rule_reject':
      return text(intro.ruling(name), [[fieldIds.reason, 'rulingReason', true]])
    case 'rule_approve_with_conditions':
      return rulingWithConditions(name, messages)
    case 'rule_send_back':
      return text(intro.sendBack(name), [[fieldIds.reason, 'rulingReason', true]])
    case 'meet_condition':
      return text(conditionIntro(request, about, messages), [[fieldIds.evidence, 'evidence', true]])
    case 'reschedule':
      return suggestedSlotOf(about.subject) === null ? reschedulePage(request, locale, about, messages) : null
    case 'publish':
      return publishPage(name, messages)
    case 'take':
    case 'hand_back':
      return null
    case 'revoke':
      return text(intro.revoke(name), [[fieldIds.reason, 'revokeReason', true]])
    default:
      return verb satisfies never
  }
}

/** Whoever revises after choosing a later slot starts from that one. */
function asPlanned(request: Request): Content {
  const { content } = currentRevision(request)
  return content.kind === 'post' ? { ...content, slot: plannedSlot(request) } : content
}

/** A page of text fields: id, words, required. */
function textPage({ forms }: Messages) {
  return (intro: Rich, texts: readonly (readonly [string, TextWords, boolean])[]): Page => ({
    intro: intro.length === 0 ? [] : [intro],
    sections: [
      {
        title: null,
        fields: texts.map(
          ([id, words, required]): Field => paragraphField({ id, words: forms.field[words], required }),
        ),
      },
    ],
  })
}

function decisionIntro(
  verb: Verb,
  request: Request,
  { subject, cast }: About,
  messages: Messages,
): readonly Rich[] {
  const { intro } = messages.forms
  const { content, number } = currentRevision(request)
  const name = messages.terms.nameInside[content.kind](request.number)
  const tier = tierInWords(request, messages)
  const approving = verb === 'approve' || verb === 'approve_with_conditions'
  const demanded = approvalDemand(request) === 'everything' ? intro.full(tier) : intro.short(tier)
  return [
    ...(subject === undefined ? [] : [intro.decideFor(name, cast.group(subject), number)]),
    ...(approving ? [demanded] : []),
  ]
}

function rulingWithConditions(name: string, messages: Messages): Page {
  const { forms } = messages
  const reason = paragraphField({ id: fieldIds.reason, words: forms.field.rulingReason, required: true })
  return {
    intro: [forms.intro.ruling(name)],
    sections: [{ title: null, fields: [reason] }, ...conditionSections(messages, forms.rulingOwner)],
  }
}

function conditionIntro(request: Request, { subject }: About, { forms }: Messages): Rich {
  const obligations =
    request.status === 'approved' || request.status === 'published' ? request.approval.obligations : []
  const text = obligations.find(({ id }) => id === subject)?.text
  return text === undefined ? [] : forms.intro.condition(text)
}

function reschedulePage(request: Request, locale: Locale, { cast }: About, { forms }: Messages): Page {
  const slot = plannedSlot(request)
  const earliest = planOfRequest(request, cast.calendar)?.earliest.ordinary ?? null
  const offered = earliest !== null && earliest > (slot ?? 0) ? earliest : null
  const field = instantField({ id: fieldIds.slot, words: forms.field.newSlot, required: true }, offered)
  return {
    intro: slot === null ? [] : [forms.intro.reschedule(instantOf(slot, locale, cast.timezone))],
    sections: [{ title: null, fields: [field] }],
  }
}

function publishPage(name: string, { forms }: Messages): Page {
  const field = urlField({ id: fieldIds.url, words: forms.field.url, required: true })
  return { intro: [forms.intro.publish(name)], sections: [{ title: null, fields: [field] }] }
}
