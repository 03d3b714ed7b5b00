/**
 * Draws Teams cards with Microsoft's own renderer, for a person to look at: `node test/e2e/teams-cards.ts <folder>
 * [part of a picture's name]` writes one picture for each card, theme and width.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { teamsHostConfig, type teamsThemes } from '../../adapters/sandbox/page/client/teams-host-config.ts'
import { plainContext } from '../../adapters/teams/elements.ts'
import { render } from '../../adapters/teams/render.ts'
import { renderDetails } from '../../adapters/teams/render-details.ts'
import { renderForm } from '../../adapters/teams/render-form.ts'
import { renderHome } from '../../adapters/teams/render-home.ts'
import { menuCard } from '../../adapters/teams/render-notice.ts'
import { shippedQuestionnaires } from '../../src/config/questionnaires/index.ts'
import { helpText, homeView, mediationCard, noticeCard, requestCard } from '../../src/view/cards.ts'
import { composeForm, fillForm, verbForm } from '../../src/view/forms.ts'
import { asPlain, type Locale } from '../../src/view/text.ts'
import { launchBrowser } from '../support/browser.ts'
import { crowdedHome } from '../view/support/overview.ts'
import { cast, readerOf } from '../view/support/people.ts'
import { states } from '../view/support/states.ts'

const [folder = 'teams-cards', wanted = ''] = process.argv.slice(2)
const require = createRequire(import.meta.url)

function told(name: string) {
  const found = states[name]
  if (found === undefined) throw new Error(`no state ${name}`)
  return found
}
function request(state: string, reader: string, locale: Locale = 'en') {
  const { request: of, at } = told(state)
  return requestCard(of, readerOf(reader, locale), cast, at)
}
function notice(state: string, reader: string, locale: Locale) {
  const { request: of, events, at } = told(state)
  const cause = events.at(-1)
  if (cause === undefined) throw new Error('no event')
  return noticeCard('rejected', of, cause, readerOf(reader, locale), cast, at)
}
function mediation(state: string, locale: Locale) {
  const { request: of, at } = told(state)
  return mediationCard(of, locale, cast, at)
}

const settings = {
  platforms: [
    { id: 'linkedin', name: 'LinkedIn' },
    { id: 'mastodon', name: 'Mastodon' },
  ],
  maxFiles: 5,
}
const dialog = {
  timezone: 'Europe/Berlin',
  opening: 'opening',
  errors: {},
  files: ['chat', 'links'] as const,
}

function decision(locale: Locale) {
  const questionnaire = shippedQuestionnaires['security-post'] ?? null
  const form = verbForm('reject', told('in review').request, locale, {
    subject: 'security',
    questionnaire,
    cast,
    settings,
  })
  if (form === null) throw new Error('no form')
  return form
}

const cards: Readonly<Record<string, object>> = {
  'review-en': render(request('in review', 'reviewer of security')).card,
  'review-de': render(request('in review', 'reviewer of security', 'de')).card,
  'revised-en': render(request('in review, revised', 'reviewer of legal')).card,
  'requester-de': render(request('in review, one decided', 'requester', 'de')).card,
  'executive-en': render(request('escalated', 'executive of level 1')).card,
  'conditions-en': render(request('conditions offered', 'requester')).card,
  'approved-de': render(request('approved with conditions', 'requester', 'de')).card,
  'channel-en': render(request('channel in review', 'reviewer of both')).card,
  'rejected-notice-en': render(notice('rejected, contestable', 'requester', 'en')).card,
  'mediation-en': render(mediation('deadlocked by disagreement', 'en'), {
    ...plainContext,
    addressed: [
      { id: '29:1', name: 'Mara Miller' },
      { id: '29:2', name: 'Sam Stone' },
    ],
  }).card,
  'mediation-de': render(mediation('deadlocked by disagreement', 'de')).card,
  'details-en': renderDetails(request('escalated', 'executive of level 1'), plainContext).card,
  'compose-en': renderForm(composeForm('post', 'en', settings), dialog).card,
  'compose-errors-de': renderForm(
    fillForm(composeForm('post', 'de', settings), { text: { type: 'text', text: 'Hallo' } }, [
      { sha256: 'a'.repeat(64), name: 'bild.png', mimeType: 'image/png', bytes: 1 },
    ]),
    { ...dialog, errors: { slot: asPlain('Dieser Zeitpunkt ist schon vorbei.') } },
  ).card,
  'decision-en': renderForm(decision('en'), dialog).card,
  'home-en': renderHome(
    homeView({
      locale: 'en',
      name: 'Mara',
      waiting: [told('in review').request, told('in review, revised').request],
      mine: [told('conditions offered').request, told('approved').request, told('revoked').request],
      mayRequest: true,
      cast,
    }),
  ),
  'crowded-home-de': renderHome(crowdedHome('de')),
  'narrowed-home-en': renderHome(crowdedHome('en', { words: 'Café', kind: 'post' })),
  'menu-en': menuCard({ locale: 'en', ...helpText('/countersign', 'en') }, 'message'),
}

const frames = [
  { name: 'light', theme: 'light', width: 640 },
  { name: 'dark', theme: 'dark', width: 640 },
  { name: 'contrast', theme: 'contrast', width: 640 },
  { name: 'phone', theme: 'light', width: 360 },
  { name: 'phone-dark', theme: 'dark', width: 360 },
] as const satisfies readonly { name: string; theme: (typeof teamsThemes)[number]; width: number }[]

const library = await readFile(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const base = await readFile(require.resolve('adaptivecards/dist/adaptivecards.css'), 'utf8')
const style = await readFile(
  new URL('../../adapters/sandbox/page/client/styles/teams-cards.css', import.meta.url),
  'utf8',
)

await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
for (const [name, card] of Object.entries(cards)) {
  for (const frame of frames) {
    const file = `${name}-${frame.name}`
    if (!file.includes(wanted)) continue
    const { page, problems } = await browser.openPage({
      viewport: { width: frame.width, height: 800 },
      timezoneId: 'Europe/Berlin',
    })
    const ground = { light: '#f5f5f5', dark: '#1f1f1f', contrast: '#000' }[frame.theme]
    await page.setContent(
      `<style>${base}${style} body { margin: 0; padding: 8px; background: ${ground} }</style>
       <div class="teams-cards" data-theme="${frame.theme}" id="card"></div>`,
    )
    await page.addScriptTag({ content: library })
    await page.evaluate(
      `const card = new AdaptiveCards.AdaptiveCard()
       card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(teamsHostConfig(frame.theme))})
       card.parse(${JSON.stringify(card)})
       document.getElementById('card').append(card.render())
       // Teams itself draws mentions; the renderer knows nothing of them.
       for (const block of document.querySelectorAll('.ac-textBlock'))
         block.innerHTML = block.innerHTML.replace(/&lt;at&gt;(.*?)&lt;.at&gt;/g, '<b style="color:#5b5fc7">$1</b>')`,
    )
    await writeFile(join(folder, `${file}.png`), await page.screenshot({ fullPage: true }))
    if (problems.length > 0) process.stdout.write(`${file}: ${problems.join('\n')}\n`)
    await page.context().close()
  }
}
await browser.close()
