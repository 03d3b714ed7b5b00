/** What people type into forms. */
import type { ChannelContent } from '../../../src/domain/request/content.ts'
import type { FieldValue, FormValues } from '../../../src/view/form.ts'
import { fieldIds } from '../../../src/view/forms.ts'

export const text = (value: string): FieldValue => ({ type: 'text', text: value })
export const choice = (id: string): FieldValue => ({ type: 'choice', id })
export const choices = (...ids: readonly string[]): FieldValue => ({ type: 'choices', ids })
export const instant = (at: number): FieldValue => ({ type: 'instant', at })
export const files = (...ids: readonly string[]): FieldValue => ({
  type: 'files',
  added: ids.map((id) => ({ id })),
  kept: [],
})

/** An ordinary post of low risk. */
export function typedPost(parts: FormValues = {}): FormValues {
  return {
    [fieldIds.channels]: choices('linkedin'),
    [fieldIds.text]: text('We are at the fair in Hanover, hall 4.'),
    [fieldIds.needWhy]: text('Visitors should find us.'),
    [fieldIds.needIfLate]: text('The fair is over.'),
    [fieldIds.audience]: text('Customers'),
    ...parts,
  }
}

export function typedChannel(parts: FormValues = {}): FormValues {
  return {
    [fieldIds.platform]: choice('mastodon'),
    [fieldIds.handle]: text('@example'),
    [fieldIds.purpose]: text('Talk to developers'),
    [fieldIds.needWhy]: text('They are there.'),
    [fieldIds.needIfLate]: text('Others are first.'),
    [fieldIds.audience]: text('Developers'),
    [fieldIds.owner]: text('Ada'),
    [fieldIds.deputy]: text('Ben'),
    [fieldIds.access]: text('Ada and Ben'),
    [fieldIds.mfa]: choice('passkey' satisfies ChannelContent['mfa']),
    [fieldIds.recoveryContact]: text('it@example.com'),
    [fieldIds.tools]: text('none'),
    [fieldIds.personalData]: choice('none'),
    [fieldIds.staffing]: text('Office hours'),
    [fieldIds.retirement]: text('It is deleted.'),
    ...parts,
  }
}

/** What an approval form of a low tier opens with. */
export const smallRisk: FormValues = {
  [fieldIds.likelihood]: choice('1'),
  [fieldIds.impact]: choice('2'),
}
export const typedRejection: FormValues = {
  [fieldIds.reason]: text('The picture shows a customer.'),
  [fieldIds.wouldAccept]: text('Without the picture.'),
}
export const typedChanges: FormValues = { [fieldIds.changes]: text('Name the source.') }
export const typedContest: FormValues = {
  [fieldIds.reason]: text('The fair is on Friday.'),
  [fieldIds.wouldAccept]: text('A smaller picture.'),
}
export const typedReason: FormValues = { [fieldIds.reason]: text('On balance.') }
export const typedCondition: FormValues = {
  [fieldIds.condition(1, 'text')]: text('Blur the faces.'),
  [fieldIds.condition(1, 'owner')]: choice('requester'),
  [fieldIds.condition(1, 'due')]: choice('before_publication'),
}
