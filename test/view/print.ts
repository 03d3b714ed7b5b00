/**
 * Prints what people read, for a person to judge: `node test/view/print.ts [en|de] [part of a state's name]`.
 * Every card, the mediation and the forms of the chosen states.
 */

import { shippedQuestionnaires } from '../../src/config/questionnaires/index.ts'
import { verbs } from '../../src/domain/request/verbs.ts'
import { mediationCard, requestCard } from '../../src/view/cards.ts'
import { composeForm, verbForm } from '../../src/view/forms.ts'
import { locales } from '../../src/view/text.ts'
import { formLines, linesOf } from './support/dump.ts'
import { cast, readerOf, readers } from './support/people.ts'
import { states } from './support/states.ts'

const [language, wanted = ''] = process.argv.slice(2)
const locale = locales.find((each) => each === language) ?? 'en'
const settings = { platforms: [{ id: 'linkedin', name: 'LinkedIn' }], maxFiles: 5 }
const show = (title: string, lines: readonly string[]) =>
  process.stdout.write(`\n──── ${title}\n${lines.join('\n')}\n`)

for (const [name, { request, at }] of Object.entries(states)) {
  if (!name.includes(wanted)) continue
  for (const reader of Object.keys(readers))
    show(`${name} / ${reader}`, linesOf(requestCard(request, readerOf(reader, locale), cast, at)))
  if (request.deadlocks.length > 0)
    show(`${name} / the mediation`, linesOf(mediationCard(request, locale, cast, at)))
}

if ('forms'.includes(wanted)) {
  for (const kind of ['post', 'channel'] as const)
    show(`compose ${kind}`, formLines(composeForm(kind, locale, settings)))
  const request = states['in review']?.request
  for (const verb of verbs) {
    const questionnaire = shippedQuestionnaires['security-post'] ?? null
    const about = { subject: 'security', questionnaire, cast, settings }
    const form = request === undefined ? null : verbForm(verb, request, locale, about)
    show(verb, form === null ? ['(no form)'] : formLines(form))
  }
}
