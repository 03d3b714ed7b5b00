import type { Content } from '../../domain/request/content.ts'
import type { FieldValue, FormValues } from '../form.ts'
import { fieldIds } from './field-ids.ts'

const text = (value: string): FieldValue => ({ type: 'text', text: value })
const choice = (id: string): FieldValue => ({ type: 'choice', id })
const choices = (ids: readonly string[]): FieldValue => ({ type: 'choices', ids })

/** What was entered to get this content, for another request like it: without its slot, and its files apart. */
export function valuesOf(content: Content): FormValues {
  const common = {
    [fieldIds.needWhy]: text(content.need.why),
    [fieldIds.needIfLate]: text(content.need.ifLate),
    [fieldIds.audience]: text(content.audience),
  }
  switch (content.kind) {
    case 'post':
      return {
        ...common,
        [fieldIds.channels]: choices(content.channels),
        [fieldIds.text]: text(content.text),
        [fieldIds.link]: text(content.link ?? ''),
        [fieldIds.features]: choices(content.features),
      }
    case 'channel':
      return {
        ...common,
        [fieldIds.platform]: choice(content.platform),
        [fieldIds.handle]: text(content.handle),
        [fieldIds.purpose]: text(content.purpose),
        [fieldIds.owner]: text(content.owner),
        [fieldIds.deputy]: text(content.deputy),
        [fieldIds.access]: text(content.access),
        [fieldIds.mfa]: choice(content.mfa),
        [fieldIds.recoveryContact]: text(content.recoveryContact),
        [fieldIds.tools]: text(content.tools),
        [fieldIds.personalData]: choice(content.personalData),
        [fieldIds.staffing]: text(content.staffing),
        [fieldIds.retirement]: text(content.retirement),
      }
    default:
      return content satisfies never
  }
}
