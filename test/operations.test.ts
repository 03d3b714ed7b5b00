import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createInstruments } from '../adapters/metrics/instruments.ts'
import { environmentVariables } from '../src/config/variables.ts'

const page = readFileSync('docs/operations.md', 'utf8')
const dashboard = readFileSync('docs/dashboards/countersign.json', 'utf8')
const alerts = readFileSync('docs/alerts.yaml', 'utf8')

interface Known {
  readonly own: readonly string[]
  /** The names of the series, which for a histogram are three, with the labels that each may have. */
  readonly series: ReadonlyMap<string, readonly string[]>
}

async function known(): Promise<Known> {
  const { registry, ...own } = createInstruments()
  const labels = z.looseObject({ labelNames: z.array(z.string()) })
  const metrics = await registry.getMetricsAsJSON()
  const series = metrics.flatMap(({ name, type }): [string, readonly string[]][] => {
    const found = labels.safeParse(registry.getSingleMetric(name))
    const names = found.success ? found.data.labelNames : []
    if (String(type) !== 'histogram') return [[name, names]]
    return [
      [`${name}_bucket`, [...names, 'le']],
      [`${name}_sum`, names],
      [`${name}_count`, names],
    ]
  })
  const ownNames = metrics.map(({ name }) => name).filter((name) => name.startsWith('countersign_'))
  expect(ownNames).toHaveLength(Object.keys(own).length)
  return { own: ownNames, series: new Map(series) }
}

const namesIn = (text: string) => [
  ...new Set([...text.matchAll(/\b(?:countersign|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name)),
]

/** Labels that Prometheus adds to everything. */
const added = ['job', 'instance']

/** Each `name{label…}` and `by (label…)` of an expression uses labels that the metric has. */
function strayLabels(expression: string, series: Known['series']): readonly string[] {
  const selected = [...expression.matchAll(/\b(countersign_[a-z_]+)(?:\{([^}]*)\})?/g)].flatMap(
    ([, name = '', labels = '']) =>
      [...labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)]
        .map(([, label = '']) => label)
        .filter((label) => ![...(series.get(name) ?? []), ...added].includes(label))
        .map((label) => `${name}{${label}}`),
  )
  const all = new Set([...namesIn(expression).flatMap((name) => series.get(name) ?? []), ...added])
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((label) => label.trim())
      .filter((label) => !all.has(label)),
  )
  return [...selected, ...grouped]
}

const panels = z.object({
  panels: z.array(
    z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })) }),
  ),
})
const rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.object({ severity: z.enum(['critical', 'warning', 'info']) }),
          annotations: z.object({ summary: z.string(), action: z.string() }),
        }),
      ),
    }),
  ),
})

const cases = z.looseObject({
  tests: z.array(
    z.looseObject({
      alert_rule_test: z.array(z.looseObject({ alertname: z.string(), exp_alerts: z.array(z.unknown()) })),
    }),
  ),
})

describe('given the metrics', () => {
  test('then the page for operators documents every one of our own, and no other', async () => {
    const { own } = await known()
    const section = page.split('\n## Metrics\n')[1]?.split('\n## ')[0] ?? ''
    const documented = [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name = '']) => name)
    expect(documented.sort()).toEqual([...own].sort())
  })

  test('then the page names the labels of each', async () => {
    const { own, series } = await known()
    for (const name of own) {
      const labels = series.get(name) ?? series.get(`${name}_sum`) ?? []
      expect(page).toContain(`| \`${name}\` | ${labels.join(', ') || '–'} |`)
    }
  })

  test('then no label can name a person, a group or a request', async () => {
    const { own, series } = await known()
    const labels = new Set(own.flatMap((name) => series.get(name) ?? series.get(`${name}_sum`) ?? []))
    expect([...labels].sort()).toEqual([
      'by',
      'code',
      'kind',
      'method',
      'outcome',
      'platform',
      'route',
      'status',
      'type',
    ])
  })
})

describe('given the dashboard', () => {
  const expressions = panels
    .parse(JSON.parse(dashboard))
    .panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

  test('then it shows metrics and labels that exist', async () => {
    const { series } = await known()
    expect(expressions.length).toBeGreaterThan(20)
    expect(expressions.flatMap(namesIn).filter((name) => !series.has(name))).toEqual([])
    expect(expressions.flatMap((each) => strayLabels(each, series))).toEqual([])
  })

  test('then what each replica tells of the shared database is not added up over replicas', () => {
    const added =
      /sum( by \([^)]*\))? ?\(countersign_(requests|cards_\w+|card_lag\w*|timer_lag\w*|database_up)\b/
    expect([...expressions, alerts].filter((expression) => added.test(expression))).toEqual([])
  })

  test('then it shows every metric of our own', async () => {
    const { own } = await known()
    const shown = namesIn(dashboard).map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    expect(own.filter((name) => !shown.includes(name))).toEqual([])
  })
})

describe('given the alert rules', () => {
  const all = rules.parse(parse(alerts)).groups.flatMap((group) => group.rules)

  test('then they use metrics and labels that exist, and each has a name of its own', async () => {
    const { series } = await known()
    expect(all.length).toBeGreaterThan(8)
    expect(all.flatMap(({ expr }) => namesIn(expr)).filter((name) => !series.has(name))).toEqual([])
    expect(all.flatMap(({ expr }) => strayLabels(expr, series))).toEqual([])
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length)
  })

  test('then the cases for promtool have each of them tell something, and be silent', () => {
    const { tests } = cases.parse(parse(readFileSync('test/deploy/alerts.yaml', 'utf8')))
    const looks = tests.flatMap((each) => each.alert_rule_test)
    const seen = looks.map(
      (look) => `${look.alertname} ${look.exp_alerts.length > 0 ? 'tells' : 'is silent'}`,
    )
    const due = all.flatMap(({ alert }) => [`${alert} is silent`, `${alert} tells`])
    expect([...new Set(seen)].sort()).toEqual(due.sort())
  })
})

describe('given the page for operators', () => {
  test('then it names files, variables and commands that exist', () => {
    const files = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, file = '']) => `docs/${file}`)
    expect(files.filter((file) => globSync(file).length === 0)).toEqual([])
    const variables = [...page.matchAll(/^([A-Z_]{4,})=/gm)].map(([, name]) => name)
    expect(variables.filter((name) => !environmentVariables.some((one) => one.name === name))).toEqual([])
    const program = readFileSync('adapters/cli/program.ts', 'utf8')
    const commands = [
      ...page.matchAll(/\bcountersign (?:npx )?([a-z][a-z-]{4,}) ?(?:slack|\/|<|--|`|$)/gm),
    ].map(([, command]) => command)
    expect(commands.length).toBeGreaterThan(8)
    expect(commands.filter((command) => !program.includes(`.command('${command}')`))).toEqual([])
  })
})
