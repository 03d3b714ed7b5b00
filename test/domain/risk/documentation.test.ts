import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { securityPost } from '../../../src/config/questionnaires/security-post.ts'
import { assess, tierOf } from '../../../src/domain/risk/assess.ts'
import type { ScreeningTable } from '../../../src/domain/risk/screening-rules.ts'
import { channelScreening, postScreening } from '../../../src/domain/risk/screening-rules.ts'

const page = readFileSync(new URL('../../../docs/risk.md', import.meta.url), 'utf8')

/** The cells of the rows of the table whose header starts with `header`, in the section with that heading. */
function tableIn(heading: string, header: string): readonly (readonly string[])[] {
  const start = page.indexOf(`\n${heading}`)
  const lines = page.slice(start + 1).split('\n')
  const first = lines.findIndex((line) => line.startsWith(`| ${header}`))
  if (start < 0 || first < 0) throw new Error(`no table "${header}" under "${heading}"`)
  const rows = lines.slice(first + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replace(/[`*]/g, '').trim()),
  )
}

describe('given the page about risk', () => {
  it('then its matrix has 25 cells, each with the score and tier that the program computes', () => {
    const cells = tableIn('## Levels', 'likelihood ↓').flatMap(([likelihood, ...row]) =>
      row.map((cell, index) => ({ cell, score: Number(likelihood) * (index + 1) })),
    )
    expect(cells).toHaveLength(25)
    for (const { cell, score } of cells) expect(cell).toBe(`${score} ${tierOf(score)}`)
  })

  it('then its worked example is what the program computes', () => {
    const rows = tableIn('### Worked example', 'question')
    for (const [id, factor, answer, weight, points, product] of rows) {
      const question = securityPost.questions.find((each) => each.id === id)
      const option = question?.options.find((each) => each.id === answer)
      expect([question?.factor, String(question?.weight), String(option?.points)]).toEqual([
        factor,
        weight,
        points,
      ])
      expect(Number(weight) * Number(points)).toBe(Number(product))
    }
    const answers = Object.fromEntries(rows.map(([id = '', , answer = '']) => [id, answer]))
    const entered = { likelihood: 2, impact: 3, rationale: '' } as const
    const result = assess(securityPost, { ...entered, answers })
    expect(result).toMatchObject({
      complete: true,
      computed: { likelihood: 3, impact: 2 },
      score: 9,
      tier: 'medium',
    })
    const reasons = result.reasons.map((each) => `\`${each.question}\` (${each.contribution})`).join(', ')
    expect(page).toContain(`Score 3 × 3 = 9: **medium**. Shown as reasons: ${reasons}.`)
    const unverified = assess(securityPost, { ...entered, answers: { ...answers, link: 'unverified' } })
    expect(unverified).toMatchObject({ score: 9, tier: 'high' })
  })

  it.each([
    ['### Posts', postScreening.base, asRows(postScreening)],
    ['### Channels', channelScreening.base, asRows(channelScreening)],
  ] as const)('then the table under %s is the table of the program', (heading, base, rules) => {
    expect(page).toContain(`${heading}: base ${base.likelihood} × ${base.impact}\n`)
    const documented = tableIn(heading, 'reason').map(([reason, , likelihood, impact]) => [
      reason,
      likelihood,
      impact,
    ])
    expect(documented).toEqual(rules)
  })
})

function asRows<Screened>({ rules }: ScreeningTable<Screened>): readonly (readonly string[])[] {
  return rules.map(({ reason, raisesTo, adds }) => {
    const cell = (factor: 'likelihood' | 'impact') =>
      [raisesTo?.[factor], adds?.[factor] === undefined ? undefined : `+${adds[factor]}`]
        .filter((part) => part !== undefined)
        .join(' ')
    return [reason, cell('likelihood'), cell('impact')]
  })
}
