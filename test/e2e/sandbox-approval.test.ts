import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'

test('given a phone in German, when a harmless post is asked for, then two clicks of each group approve it, and it is published with its address', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox({
    language: 'de',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  const { page, slackOf, teamsOf, show } = visit
  const tom = slackOf('Tom Berger')
  await show('Tom')
  await tom.type('/countersign')
  await tom.region.getByRole('button', { name: 'Neuer Beitrag' }).click()
  await tom.submit(
    'Neuer Beitrag',
    {
      'Wo soll er erscheinen?': { choose: ['LinkedIn', 'Mastodon'] },
      'Text des Beitrags': { write: 'Unsere Kantine hat jetzt auch abends geöffnet.' },
      'Warum ist es wichtig?': { write: 'Neue Kolleginnen und Kollegen fragen danach.' },
      'Was geschieht, wenn es zu spät kommt?': { write: 'Nichts Schlimmes, aber es wäre schade.' },
      'Wen soll es erreichen?': { write: 'Bewerberinnen und Bewerber in Berlin' },
    },
    'Um Freigabe bitten',
  )
  await tom.dismiss('Anfrage #1 ist eingereicht.', 'Schließen')
  await tom.reads('Beitrag #1 wartet auf Security und Legal')

  await show('Noor')
  const noor = slackOf('Noor Haddad')
  await noor.press('Approve', 'Post #1 needs your decision')
  await noor.submit('Approve', {}, 'Approve')
  await noor.reads('Post #1: you have decided, the review goes on')

  await show('Oskar')
  const oskar = teamsOf('Oskar Weiß')
  await oskar.press('Freigeben', 'Beitrag #1 braucht Ihre Entscheidung')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await oskar.submit('Freigeben', {}, 'Freigeben')
  await oskar.reads('Beitrag #1 ist freigegeben')

  await show('Tom')
  await tom.reads('Beitrag #1 ist freigegeben: Sie können ihn veröffentlichen')
  await tom.press('Anfrage öffnen', 'Beitrag #1 ist freigegeben')
  await tom.region.getByRole('dialog').getByRole('button', { name: 'Veröffentlichung melden' }).click()
  const address = 'https://example.com/kantine'
  await tom.submit('Veröffentlichung melden', { Webadresse: { write: address } }, 'Melden')
  await tom.reads('Beitrag #1 ist veröffentlicht')
  await show('Noor')
  await noor.region.getByRole('link', { name: address }).waitFor()
  await show('Oskar')
  await oskar.reads(address)
  await visit.leave()
})
