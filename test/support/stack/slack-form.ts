/** Slack's modals as forms: read, and filled in. */

import { interactiveElements, type Placed } from '../../../adapters/sandbox/slack-server/ids.ts'
import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import {
  type Input,
  type Inputs,
  initialInput,
  isTexts,
  optionsOf,
} from '../../../adapters/sandbox/slack-server/input.ts'
import { jsonAt, listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import type { View } from '../../../adapters/sandbox/slack-server/workspace.ts'
import type { Dialog, Entries, Entry, Field } from './screen.ts'
import { buttonsOf, type NameOf, textOfBlocks } from './slack-reading.ts'

export function readDialog(view: View, nameOf: NameOf): Dialog {
  const blocks = blocksOf(view)
  return {
    id: view.id,
    title: textAt(jsonAt(view.definition, 'title') ?? {}, 'text') ?? '',
    text: textOfBlocks(blocks, nameOf),
    fields: fieldsOf(view).map(readField),
    buttons: buttonsOf(blocks),
  }
}

const blocksOf = (view: View) => listAt(view.definition, 'blocks')
const fieldsOf = (view: View) =>
  interactiveElements(blocksOf(view)).filter(({ block }) => block.type === 'input')
const fieldIdOf = (blockId: string) => blockId.replace(/^field:/, '')

function readField({ block, blockId, element, type }: Placed): Field {
  const value = initialInput(element)
  return {
    id: fieldIdOf(blockId),
    label: textAt(jsonAt(block, 'label') ?? {}, 'text') ?? '',
    hint: textAt(jsonAt(block, 'hint') ?? {}, 'text') ?? '',
    required: block.optional !== true,
    value: type === 'datetimepicker' && typeof value === 'number' ? value * 1000 : value,
    options: optionsOf(element).map((option) => ({
      id: textAt(option, 'value') ?? '',
      label: textAt(jsonAt(option, 'text') ?? {}, 'text') ?? '',
    })),
  }
}

/** Throws for an entry that the form has no field for: nobody can fill in what is not there. */
export function inputsFrom(server: SlackServer, user: string, view: View, entries: Entries): Inputs {
  const placed = fieldsOf(view)
  const inputs: Record<string, Record<string, Input>> = {}
  for (const [id, entry] of Object.entries(entries)) {
    const field = placed.find(({ blockId }) => fieldIdOf(blockId) === id)
    if (field === undefined)
      throw new Error(`no field ${id} among ${placed.map(({ blockId }) => fieldIdOf(blockId)).join(', ')}`)
    inputs[field.blockId] = { [field.actionId]: inputFrom(server, user, field, entry) }
  }
  return inputs
}

function inputFrom(server: SlackServer, user: string, field: Placed, entry: Entry): Input {
  if (typeof entry === 'string') return chosen(field, [entry]) ?? entry
  // Before the others: a list has a method called `at`.
  if (isTexts(entry)) {
    chosen(field, entry)
    return entry
  }
  if ('at' in entry) return Math.floor(entry.at / 1000)
  return entry.files.map(
    ({ name, mimeType, bytes }) => server.upload({ user, name, mimeType, bytes: Buffer.from(bytes) }).id,
  )
}

/** The option, where the field has options; throws when it is not among them. */
function chosen({ element, blockId }: Placed, ids: readonly string[]): string | null {
  const options = optionsOf(element).map((option) => textAt(option, 'value'))
  if (options.length === 0) return null
  const strange = ids.find((id) => !options.includes(id))
  if (strange !== undefined) throw new Error(`${blockId} offers ${options.join(', ')}, not ${strange}`)
  return ids[0] ?? null
}

/** What is said beside fields, by the fields' own ids: a sentence of the bot, or the code of what Slack itself found. */
export const byField = (errors: Readonly<Record<string, string | { readonly code: string }>>) =>
  Object.fromEntries(
    Object.entries(errors).map(([block, error]) => [
      fieldIdOf(block),
      typeof error === 'string' ? error : error.code,
    ]),
  )
