/** One click as both adapters read it, and the form behind it sent at once, as somebody with an old form could. */
import {
  decodeButton,
  decodeFormMetadata,
  encodeButton,
  encodeFormMetadata,
} from '../../../adapters/slack/button.ts'
import { choiceData, formData, readButton } from '../../../adapters/teams/button.ts'
import type { Platform } from '../../../src/app/ports.ts'
import type { ButtonClaim, FormClaim } from '../../../src/codec/claim.ts'
import { type Brought, createHouse, type House, identityOf, load, typedFor } from './house.ts'
import { actions, type Cell, type Expected, expectedOf } from './table.ts'

export interface Found {
  readonly is: Expected
  /** Of a refusal. */
  readonly code: string
  /** Whether the click, or the form, left something in the ledger. */
  readonly recorded: boolean
}

const buttonOn = (platform: Platform, claim: ButtonClaim): ButtonClaim | null => {
  if (platform === 'slack') return decodeButton(encodeButton(claim))
  const press = readButton(JSON.parse(JSON.stringify(choiceData(claim))))
  return press?.press === 'choice' ? press.claim : null
}
const formOn = (platform: Platform, form: FormClaim): FormClaim | null => {
  if (platform === 'slack') return decodeFormMetadata(encodeFormMetadata(form))
  const press = readButton(JSON.parse(JSON.stringify(formData(form, 'UTC', 'opening'))))
  return press?.press === 'form' ? press.form : null
}

let deliveries = 0
const dedupeKey = () => {
  deliveries += 1
  return `press-${deliveries}`
}

/** Presses the button in a house of its own where that changes something, so that every press meets the same. */
export async function press(brought: Brought, cell: Cell, platform: Platform, way: 'button' | 'form') {
  const { request, digests } = brought
  const house = expectedOf(cell) === 'may' ? copyOf(brought.house) : brought.house
  const [verb, subject] = actions[cell.action]
  const digest = digests[cell.age]
  const identity = identityOf(cell.person, platform)
  const about = { request: request.id, verb, digest, ...(subject === undefined ? {} : { subject }) }
  const before = (await load(house, request.id)).version
  const answer = await (way === 'button' ? pressed() : sent())
  const recorded = (await load(house, request.id)).version > before
  return foundIn(answer, recorded)

  async function pressed() {
    const claim = buttonOn(platform, { ...about, version: before, follows: 'form', locale: 'en' })
    if (claim === null) throw new Error('the button cannot be read')
    return house.app.service.choose({ ...claim, verb, identity, dedupeKey: dedupeKey() })
  }
  async function sent() {
    const form = formOn(platform, { purpose: { type: 'verb', ...about }, locale: 'en' })
    if (form === null) throw new Error('the form cannot be read')
    const values = typedFor(verb, house.clock.now())
    return house.app.service.submit({ identity, purpose: form.purpose, values, dedupeKey: dedupeKey() })
  }
}

function foundIn(answer: { readonly outcome: string }, recorded: boolean): Found {
  const code = 'code' in answer ? String(answer.code) : ''
  if (answer.outcome === 'refused') return { is: 'may not', code, recorded }
  if (answer.outcome === 'form' || recorded) return { is: 'may', code, recorded }
  return { is: answer.outcome === 'done' ? 'did' : 'may', code: answer.outcome, recorded }
}

function copyOf(house: House): House {
  const copy = createHouse(structuredClone(house.tables), house.clock.now())
  copy.fall()
  return copy
}
