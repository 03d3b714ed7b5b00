/** Everything that a person reads on a card, as lines of text. */
import type { Card, Choice, Fact, MediationCard, NoticeCard, RequestCard } from '../../../src/view/card.ts'
import type { Form } from '../../../src/view/form.ts'
import { asText } from '../../../src/view/rich.ts'
import type { Rich } from '../../../src/view/text.ts'

const fact = ({ label, value }: Fact) => `  ${label}: ${asText(value)}`
const list = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`${title}`, ...lines])
const choice = (each: Choice) =>
  `  [${each.label}]${each.style === 'normal' ? '' : ` (${each.style})`} ${each.consequence ?? ''}`
const bullet = (line: Rich) => `  - ${asText(line)}`

export function linesOf(card: Card): readonly string[] {
  switch (card.type) {
    case 'request':
      return requestLines(card)
    case 'notice':
      return noticeLines(card)
    case 'mediation':
      return mediationLines(card)
    default:
      return card satisfies never
  }
}

function requestLines(card: RequestCard): readonly string[] {
  return [
    `# ${card.headline}   <${card.tone}>`,
    `"${card.title}"`,
    asText(card.status),
    ...(card.question === null ? [] : [`QUESTION ${asText(card.question)}`]),
    ...(card.deadline === null ? [] : [`DEADLINE ${asText(card.deadline.label)}`]),
    ...list('FACTS', card.facts.map(fact)),
    ...list('NEED', card.need.map(fact)),
    ...(card.revisionNote === null ? [] : [`NOTE ${asText(card.revisionNote)}`]),
    ...list(
      'CONTENT',
      card.content.flatMap((field) => [
        `  ${field.label}: ${asText(field.value)}`,
        ...(field.changes === null
          ? []
          : [
              `    ${field.changes
                .map(({ kind, text }) =>
                  kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`,
                )
                .join('')}`,
            ]),
      ]),
    ),
    ...list(
      'MEDIA',
      card.media.map(({ name }) => `  ${name}`),
    ),
    ...(card.risk === null
      ? []
      : [`RISK ${card.risk.label}`, ...card.risk.reasons.map((each) => `  - ${each}`)]),
    ...list(
      'POSITIONS',
      card.positions.flatMap(({ name, summary, state, details }) => [
        `  ${name} <${state}>: ${asText(summary)}`,
        ...details.map((line) => `    ${asText(line)}`),
      ]),
    ),
    ...list('CONSEQUENCES', card.consequences.map(fact)),
    ...list('NEXT', card.next.map(bullet)),
    ...list('CHOICES', card.choices.map(choice)),
  ]
}

function noticeLines(card: NoticeCard): readonly string[] {
  return [`# ${card.headline}   <${card.tone}>`, ...card.lines.map(bullet), ...card.choices.map(choice)]
}

function mediationLines(card: MediationCard): readonly string[] {
  return [
    `# ${card.headline}   <${card.tone}>`,
    `"${card.title}"`,
    asText(card.status),
    ...(card.deadline === null ? [] : [`DEADLINE ${asText(card.deadline.label)}`]),
    ...card.sides.flatMap(({ name, wants, accepts }) => [
      `SIDE ${name}`,
      ...wants.map(fact),
      ...accepts.map((line) => `  would accept: ${asText(line)}`),
    ]),
    ...list('NEXT', card.next.map(bullet)),
    ...list('CHOICES', card.choices.map(choice)),
  ]
}

export function formLines(form: Form): readonly string[] {
  return [
    `# ${form.title}   [${form.submit}] [${form.cancel}]`,
    ...form.intro.map((line) => asText(line)),
    ...form.sections.flatMap(({ title, fields }) => [
      ...(title === null ? [] : [`== ${title}`]),
      ...fields.flatMap((field) => [
        `  ${field.label}${field.required ? ' *' : ''} (${field.type})${field.hint === undefined ? '' : ` — ${field.hint}`}`,
        ...('options' in field
          ? field.options.map(({ id, label }) => `    ${isChosen(field.value, id) ? '(x)' : '( )'} ${label}`)
          : []),
      ]),
    ]),
  ]
}

const isChosen = (value: string | null | readonly string[], id: string) =>
  typeof value === 'string' ? value === id : value?.includes(id) === true
