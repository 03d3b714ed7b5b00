import type { RequestKind } from '../../domain/request/content.ts'
import type { FormValues } from '../../view/form.ts'
import { fieldIds } from '../../view/forms.ts'
import { cleanText } from '../clean-text.ts'
import { lookupFailed } from '../directory/directory.ts'
import type { Parts } from '../parts.ts'
import { type Draft, LookupFailed } from '../ports.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { mayNotAsk } from './compose.ts'
import { newDraft } from './drafts.ts'

export function proposeDraft(parts: Parts): Service['proposeDraft'] {
  return async ({ email, kind, text, link, tool }) => {
    try {
      const person = await parts.directory.personByEmail(email)
      if (person === null) return { outcome: 'nobody' }
      const refusal = mayNotAsk(await parts.directory.actorOf(person))
      if (refusal !== null) return refused(refusal, person.locale)
      const values = proposed(kind, text, link)
      const draft = newDraft(parts, person, { kind, values, source: 'tool', origin: cleanText(tool, 'one') })
      await parts.drafts.add(draft, [offerOf(draft)])
      return { outcome: 'proposed', draft: draft.id }
    } catch (fault) {
      if (!(fault instanceof LookupFailed)) throw fault
      return refused(lookupFailed, parts.organisation().locale)
    }
  }
}

export function beginStep(parts: Parts): Service['beginStep'] {
  return async ({ step, identity, kind, text, link }) => {
    const id = `complete:${step}`
    if ((await parts.store.errand(id)) !== null) return
    const identified = await parts.directory.personOf(identity)
    // Not recorded and not acknowledged: the platform then delivers it again.
    if (!identified.ok && identified.refusal === lookupFailed) throw new LookupFailed('no answer')
    const person = identified.ok ? identified.person : null
    const refusal = person === null ? null : mayNotAsk(await parts.directory.actorOf(person))
    if (person === null || kind === null || refusal !== null) {
      const reason = refusal?.code ?? (identified.ok ? 'unreadable' : identified.refusal.code)
      await parts.store.addErrand(
        { id, type: 'complete', draft: '', owner: person?.id ?? '', subject: step, reason },
        parts.clock.now(),
      )
      parts.wake.notify()
      return
    }
    const draft = newDraft(parts, person, {
      kind,
      values: proposed(kind, text, link),
      source: 'workflow',
      origin: null,
    })
    await parts.drafts.add(draft, [offerOf(draft), { id, type: 'complete', subject: step }])
  }
}

const offerOf = ({ id }: Draft) => ({ id: `offer:${id}`, type: 'offer', subject: '' }) as const

function proposed(kind: RequestKind, text: string, link: string | null): FormValues {
  const words = { type: 'text', text: cleanText(text) } as const
  if (kind === 'channel') return { [fieldIds.purpose]: words }
  return {
    [fieldIds.text]: words,
    ...(link === null ? {} : { [fieldIds.link]: { type: 'text', text: cleanText(link, 'one') } as const }),
  }
}
