/** Cards as Microsoft's own renderer and schema judge them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const read = (path: string): object => z.looseObject({}).parse(JSON.parse(readFileSync(path, 'utf8')))

interface Renderer {
  readonly AdaptiveCard: {
    new (): { parse(card: object, context: object): void }
    readonly langProperty: { readonly regEx: RegExp }
  }
  readonly SerializationContext: new (
    version: object,
  ) => { readonly eventCount: number; getEventAt(index: number): { readonly message: string } }
  readonly Versions: { readonly v1_5: object }
}
// In Node only the bundle loads: the other entry of the package is ES modules without file endings.
const renderer: Renderer = require('adaptivecards/dist/adaptivecards.js')

/** What the official parser warns of, without which a card is one of version 1.5 in its eyes. */
export function warningsOf(card: object): string[] {
  // The pattern is global and shared, so that without this every second card's language would count as wrong.
  renderer.AdaptiveCard.langProperty.regEx.lastIndex = 0
  const context = new renderer.SerializationContext(renderer.Versions.v1_5)
  new renderer.AdaptiveCard().parse(structuredClone(card), context)
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
}

const folder = new URL('./adaptive-cards/', import.meta.url).pathname
const { id: _, ...schema }: { readonly id?: unknown } = read(`${folder}adaptive-card-1.5.0.json`)
// The schema is of an older draft than the library's own, and names formats that only say "an address".
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false })
ajv.addMetaSchema(read(require.resolve('ajv/dist/refs/json-schema-draft-06.json')))
const validate = ajv.compile(schema)

/** What of a card breaks Microsoft's schema of version 1.5. `msteams` and `msTeams` are Teams' own and not in it. */
export function schemaErrorsOf(card: object): string[] {
  const { msteams: _teams, ...rest } = { msteams: undefined, ...card }
  // `filtered` came with 1.5 (https://adaptivecards.io/explorer/Input.ChoiceSet.html) and the schema forgot it.
  const known: unknown = JSON.parse(
    JSON.stringify(rest)
      .replaceAll('"style":"filtered"', '"style":"compact"')
      .replaceAll(',"msTeams":{"allowExpand":true}', ''),
  )
  if (validate(known)) return []
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}
