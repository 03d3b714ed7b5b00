import type { PageLanguage } from '../protocol.ts'

/** What the people of the story enter, by field. A list is tried in order against the options that a field offers. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

const high = ['5', '4', 'high', 'critical']
const middle = ['3', '2', 'medium']

const english = {
  ask: {
    channels: ['linkedin', 'instagram'],
    features: ['claims', 'personal_data', 'unreleased'],
    text: 'We are launching Pulse, our new fitness tracker: it spots irregular heartbeats up to two days before your doctor would. Join the beta and share your first reading with #FeelThePulse!',
    need_why:
      'Pulse is our most important launch this year. The campaign starts with this post; 40 partners repost it on the same day.',
    need_if_late:
      'The trade fair opens on the planned date. A day later the partners have moved on and the booked adverts, 18,000 euros, run into the void.',
    audience: 'Health-conscious people from 30 to 55 in Germany and Austria',
    link: 'https://example.com/pulse',
  },
  reject: {
    likelihood: high,
    impact: high,
    reason:
      'The beta sends readings to a server that nobody has tested yet, and the post invites people to publish health data under a hashtag. If that leaks, we cannot take it back.',
    would_accept:
      'A post without the invitation to share readings, and a penetration test of the beta server before the link goes out.',
    rationale: 'An untested server, health data, and a public hashtag: each alone would be manageable.',
  },
  conditions: {
    likelihood: middle,
    impact: middle,
    'condition:1:text':
      'Replace ‘spots irregular heartbeats before your doctor would’ by ‘helps you keep an eye on your heart rhythm’: the first is a medical claim.',
    'condition:1:owner': ['requester', 'U0MARA0001', 'mara'],
    'condition:1:due': ['before', 'before_publication'],
    comment: 'The claim is the only legal problem; it can be reworded in five minutes.',
    rationale: 'The Medical Devices Regulation forbids the claim, not the launch.',
  },
  positionMara: {
    would_accept:
      'We drop the hashtag and the medical claim, and link to a page where people only leave an e-mail address. The date has to stay.',
  },
  positionSam: {
    would_accept:
      'A landing page without the beta server is fine by me, if I can look at it before it goes live.',
  },
  rule: {
    'condition:1:text':
      'The post goes out on the planned day without hashtag and medical claim, and links to the landing page only. Security looks at the page the day before.',
    'condition:1:owner': ['requester', 'U0MARA0001', 'mara'],
    'condition:1:due': ['before', 'before_publication'],
    reason:
      'The date matters more than the wording, and nobody needs the beta server for the launch itself. So we keep the one and leave out the other.',
    rationale: 'Without hashtag, claim and beta server the risk is small.',
    comment: 'Thank you both: each of you moved.',
  },
} satisfies Record<string, Answers>

export type Scene = keyof typeof english

const german: Record<Scene, Answers> = {
  ask: {
    ...english.ask,
    text: 'Wir starten Pulse, unseren neuen Fitness-Tracker: Er erkennt Herzrhythmusstörungen bis zu zwei Tage vor Ihrem Arzt. Machen Sie bei der Beta mit und teilen Sie Ihre erste Messung unter #FeelThePulse!',
    need_why:
      'Pulse ist unsere wichtigste Einführung in diesem Jahr. Die Kampagne beginnt mit diesem Beitrag; 40 Partner teilen ihn am selben Tag.',
    need_if_late:
      'Am geplanten Tag beginnt die Messe. Einen Tag später sind die Partner weitergezogen, und die gebuchten Anzeigen für 18.000 Euro laufen ins Leere.',
    audience: 'Gesundheitsbewusste Menschen von 30 bis 55 in Deutschland und Österreich',
  },
  reject: {
    ...english.reject,
    reason:
      'Die Beta sendet Messwerte an einen Server, den noch niemand geprüft hat, und der Beitrag fordert dazu auf, Gesundheitsdaten unter einem Hashtag zu veröffentlichen. Was einmal draußen ist, holen wir nicht zurück.',
    would_accept:
      'Einen Beitrag ohne die Aufforderung, Messungen zu teilen, und einen Penetrationstest des Beta-Servers, bevor der Link hinausgeht.',
    rationale:
      'Ungeprüfter Server, Gesundheitsdaten, öffentlicher Hashtag: Jedes für sich wäre beherrschbar.',
  },
  conditions: {
    ...english.conditions,
    'condition:1:text':
      '‚Erkennt Herzrhythmusstörungen vor Ihrem Arzt‘ durch ‚hilft Ihnen, Ihren Herzrhythmus im Blick zu behalten‘ ersetzen: Das Erste ist eine medizinische Aussage.',
    comment: 'Die Aussage ist das einzige rechtliche Problem; sie lässt sich in fünf Minuten ändern.',
    rationale: 'Die Medizinprodukteverordnung verbietet die Aussage, nicht die Einführung.',
  },
  positionMara: {
    would_accept:
      'Wir verzichten auf den Hashtag und die medizinische Aussage und verlinken eine Seite, auf der man nur eine E-Mail-Adresse hinterlässt. Der Termin muss bleiben.',
  },
  positionSam: {
    would_accept:
      'Eine Landingpage ohne den Beta-Server ist für mich in Ordnung, wenn ich sie vorher ansehen kann.',
  },
  rule: {
    ...english.rule,
    'condition:1:text':
      'Der Beitrag erscheint am geplanten Tag ohne Hashtag und medizinische Aussage und verlinkt nur die Landingpage. Die Sicherheit sieht sich die Seite am Tag davor an.',
    reason:
      'Der Termin ist wichtiger als die Formulierung, und für den Start selbst braucht niemand den Beta-Server. Also behalten wir das eine und lassen das andere weg.',
    rationale: 'Ohne Hashtag, Heilversprechen und Beta-Server ist das Risiko gering.',
    comment: 'Danke an beide: Sie sind aufeinander zugegangen.',
  },
}

export const answersFor = (scene: Scene, language: PageLanguage): Answers =>
  language === 'de' ? german[scene] : english[scene]
