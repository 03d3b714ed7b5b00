import { describe, expect, test } from 'vitest'
import { organisationYaml, type Persona, personas } from '../../adapters/sandbox/organisation.ts'
import { ManualClock } from '../support/clock.ts'
import { ordinaryPost, riskyPost, verbs, wholeQuestionnaire } from '../support/stack/index.ts'
import { startProduct } from '../support/stack/product.ts'
import { slackSide } from '../support/stack/slack-side.ts'
import { teamsSide, withEntraGroup } from '../support/stack/teams-side.ts'

/** Everybody in Slack but legal, which is in Teams, as is Sam of security. */
async function startAcross() {
  const clock = new ManualClock()
  const inTeams = ({ department, handle }: Persona) => department === 'legal' || handle === 'sam'
  const slack = slackSide(clock, ({ department }) => department !== 'legal')
  const teams = teamsSide(clock, inTeams)
  slack.control.pardons(/users_not_found/)
  const product = await startProduct({
    organisationYaml: withEntraGroup(organisationYaml),
    clock,
    connect: [slack.connect, teams.connect],
    mount(app) {
      slack.mount(app)
      teams.mount(app)
    },
  })
  const inSlack = slack.open(product.organisation.command, product.settle)
  const inTheTeams = teams.open(product.settle)
  const persona = (handle: string) => {
    const found = personas.find((one) => one.handle === handle)
    if (found === undefined) throw new Error(`there is no ${handle}`)
    return found
  }
  return {
    mara: inSlack.person(persona('mara')),
    samInSlack: inSlack.person(persona('sam')),
    samInTeams: inTheTeams.person(persona('sam')),
    lena: inTheTeams.person(persona('lena')),
    settle: product.settle,
  }
}

describe('given marketing and security in Slack, legal in Teams, and Sam of security in both', () => {
  test('when Sam answers the question on the first card with the other chat and both groups approve there, then the card in Slack says so at once', async () => {
    const { mara, samInSlack, samInTeams, lena } = await startAcross()
    const number = await mara.asksForPost(ordinaryPost)
    const isIn = samInSlack.about(number).some(({ place }) => place === 'direct')
    const [home, other] = isIn ? [samInSlack, samInTeams] : [samInTeams, samInSlack]
    expect(other.about(number).filter(({ place }) => place === 'direct')).toEqual([])
    const chats = ['prefer:chat:slack', 'prefer:chat:teams']
    expect(verbs(home.sees(number))).toEqual(expect.arrayContaining(chats))
    await home.presses(number, other === samInTeams ? 'prefer:chat:teams' : 'prefer:chat:slack')
    expect(verbs(home.sees(number))).toEqual([])
    // The closed card leads to the new one.
    expect(home.sees(number).text).toMatch(/Open it in (?:Slack|Teams)/)
    expect(verbs(other.sees(number))).not.toEqual(expect.arrayContaining(chats))
    expect(verbs(other.sees(number))).toContain('approve')
    await other.approves(number)
    await lena.approves(number)
    expect(mara.sees(number).text).toContain('approved')
  })

  test('when legal objects, then what each side states is read in the other chat', async () => {
    const { mara, samInSlack, samInTeams, lena } = await startAcross()
    const number = await mara.asksForPost(riskyPost)
    const sam = samInSlack.about(number).some(({ place }) => place === 'direct') ? samInSlack : samInTeams
    await sam.does(number, 'approve', wholeQuestionnaire)
    await lena.rejects(number, { reason: 'The claim is unproven.', wouldAccept: 'A claim with a source.' })
    await mara.says(number, 'We name the study.')
    expect(lena.isTold(number, /We name the study/).text).toContain('Mara Vogel (Slack)')
  })
})
