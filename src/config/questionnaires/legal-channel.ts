import type { Questionnaire } from '../../domain/risk/types.ts'

/** The law of keeping an account on a platform, by German and EU law; sources are in `docs/risk.md`. */
export const legalChannel: Questionnaire = {
  id: 'legal-channel',
  version: 1,
  title: { en: 'Legal: new channel', de: 'Recht: neuer Kanal' },
  questions: [
    {
      id: 'imprint',
      text: {
        en: 'Does the profile have a complete imprint, at most two clicks away?',
        de: 'Hat das Profil ein vollständiges Impressum, höchstens zwei Klicks entfernt?',
      },
      hint: {
        en: 'DDG § 5; for editorial content MStV § 18. It must be easy to recognise, in the app as well.',
        de: '§ 5 DDG; bei journalistischen Inhalten § 18 MStV. Leicht erkennbar, auch in der App.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'complete',
          label: {
            en: 'Yes, on the profile or by a link named “Impressum”',
            de: 'Ja, im Profil oder über einen Link namens „Impressum“',
          },
          points: 0,
        },
        {
          id: 'indirect',
          label: {
            en: 'Reachable, but through a link list or an unclear name',
            de: 'Erreichbar, aber über eine Linkliste oder unklar benannt',
          },
          points: 1,
        },
        {
          id: 'not_possible',
          label: {
            en: 'The platform hardly leaves room for it',
            de: 'Die Plattform lässt kaum Platz dafür',
          },
          points: 3,
        },
        {
          id: 'missing',
          label: { en: 'None is planned', de: 'Keines ist vorgesehen' },
          points: 4,
          atLeast: 'medium',
        },
      ],
    },
    {
      id: 'data_protection',
      text: {
        en: 'Are joint controllership, privacy notice and impact assessment dealt with?',
        de: 'Sind gemeinsame Verantwortung, Datenschutzhinweis und Folgenabschätzung geklärt?',
      },
      hint: {
        en: 'GDPR Art. 13, 26, 35, 44 ff.; CJEU C-210/16 (fan pages). Ask the data protection officer.',
        de: 'Art. 13, 26, 35, 44 ff. DSGVO; EuGH C-210/16 (Fanpages). Fragen Sie den Datenschutz.',
      },
      factor: 'impact',
      weight: 3,
      options: [
        {
          id: 'done',
          label: {
            en: 'Agreement, notice, assessment and transfers are documented',
            de: 'Vereinbarung, Hinweis, Prüfung und Transfers sind dokumentiert',
          },
          points: 0,
        },
        {
          id: 'partly',
          label: {
            en: 'Agreement and notice are there, the assessment is still open',
            de: 'Vereinbarung und Hinweis stehen, die Prüfung ist offen',
          },
          points: 1,
        },
        {
          id: 'open',
          label: {
            en: 'The platform offers no agreement, or no notice is written',
            de: 'Die Plattform bietet keine Vereinbarung, oder der Hinweis fehlt',
          },
          points: 3,
        },
        {
          id: 'nothing',
          label: {
            en: 'Nothing yet, or special categories of data unassessed',
            de: 'Noch nichts, oder besondere Datenkategorien ungeprüft',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'terms',
      text: {
        en: 'Do the platform’s terms allow what we want to do there?',
        de: 'Erlauben die Bedingungen der Plattform, was wir dort vorhaben?',
      },
      hint: {
        en: 'Business use, rights in our content (AI training too), advertising rules, suspension, liability, law.',
        de: 'Geschäftliche Nutzung, Rechte an Inhalten (auch KI-Training), Werberegeln, Sperrung, Haftung, Recht.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'allowed',
          label: {
            en: 'Yes, the business terms were read and fit',
            de: 'Ja, die Geschäftsbedingungen sind geprüft und passen',
          },
          points: 0,
        },
        {
          id: 'wide_rights',
          label: {
            en: 'Yes, but the platform takes wide rights in our content',
            de: 'Ja, aber die Plattform nimmt sich weite Rechte an Inhalten',
          },
          points: 2,
        },
        {
          id: 'unread',
          label: {
            en: 'Not read, or written for private use',
            de: 'Nicht geprüft, oder für private Nutzung geschrieben',
          },
          points: 3,
        },
        {
          id: 'forbidden',
          label: { en: 'No, they forbid it', de: 'Nein, sie verbieten es' },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'handle',
      text: {
        en: 'Is the name free of others’ rights, and does it belong to us?',
        de: 'Ist der Name frei von Rechten anderer, und gehört er uns?',
      },
      hint: {
        en: 'MarkenG §§ 14, 15; BGB § 12. Registered for the company, not by a person or an agency.',
        de: '§§ 14, 15 MarkenG; § 12 BGB. Auf das Unternehmen angemeldet, nicht auf Person oder Agentur.',
      },
      factor: 'likelihood',
      weight: 1,
      options: [
        {
          id: 'ours',
          label: {
            en: 'Our own mark or name, registered for the company',
            de: 'Eigene Marke oder eigener Name, auf das Unternehmen angemeldet',
          },
          points: 0,
        },
        {
          id: 'searched',
          label: {
            en: 'Not our mark; searched, no conflict found',
            de: 'Keine eigene Marke; recherchiert, kein Konflikt gefunden',
          },
          points: 1,
        },
        {
          id: 'unsearched',
          label: {
            en: 'Not searched, or held by an agency or a person',
            de: 'Nicht recherchiert, oder bei Agentur oder Privatperson',
          },
          points: 3,
        },
        {
          id: 'conflict',
          label: {
            en: 'It collides with a mark or name of others',
            de: 'Er kollidiert mit einer fremden Marke oder einem Namen',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'audience',
      text: {
        en: 'Whom does the channel reach, and are minors protected?',
        de: 'Wen erreicht der Kanal, und sind Minderjährige geschützt?',
      },
      hint: {
        en: 'JMStV §§ 5, 6; DSA Art. 28; GDPR Art. 8: age limits, alcohol, gambling, targeted advertising.',
        de: '§§ 5, 6 JMStV; Art. 28 DSA; Art. 8 DSGVO: Altersgrenzen, Alkohol, Glücksspiel, Profilwerbung.',
      },
      factor: 'impact',
      weight: 2,
      options: [
        {
          id: 'adults',
          label: {
            en: 'Business people or adults, nothing harmful to minors',
            de: 'Fachpublikum oder Erwachsene, nichts Jugendgefährdendes',
          },
          points: 0,
        },
        {
          id: 'general',
          label: {
            en: 'Everybody, with moderation and age settings',
            de: 'Alle, mit Moderation und Alterseinstellungen',
          },
          points: 1,
        },
        {
          id: 'unmoderated',
          label: {
            en: 'Many young people, or nobody moderates',
            de: 'Viele Jugendliche, oder niemand moderiert',
          },
          points: 3,
        },
        {
          id: 'unprotected',
          label: {
            en: 'Made for minors, or adult products without an age limit',
            de: 'Für Minderjährige, oder Ware ab 18 ohne Altersgrenze',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'records',
      text: {
        en: 'How are posts and messages kept, and how are they deleted?',
        de: 'Wie werden Beiträge und Nachrichten aufbewahrt, und wie gelöscht?',
      },
      hint: {
        en: 'HGB § 257, AO § 147, MiFID II Art. 16(7), and the other way round GDPR Art. 5(1)(e) and 17.',
        de: '§ 257 HGB, § 147 AO, Art. 16 Abs. 7 MiFID II; umgekehrt Art. 5 Abs. 1 lit. e und Art. 17 DSGVO.',
      },
      factor: 'impact',
      weight: 1,
      options: [
        {
          id: 'archived',
          label: {
            en: 'Archived, with retention periods and deletion',
            de: 'Archiviert, mit Aufbewahrungs- und Löschfristen',
          },
          points: 0,
        },
        {
          id: 'by_hand',
          label: {
            en: 'Exported by hand from time to time',
            de: 'Gelegentlich von Hand exportiert',
          },
          points: 2,
        },
        {
          id: 'platform_only',
          label: { en: 'Only on the platform', de: 'Nur auf der Plattform' },
          points: 3,
        },
        {
          id: 'lost',
          label: {
            en: 'Contracts or advice in messages that nobody keeps',
            de: 'Verträge oder Beratung in Nachrichten, die niemand sichert',
          },
          points: 4,
          atLeast: 'medium',
        },
      ],
    },
    {
      id: 'works_council',
      text: {
        en: 'Must the works council agree, and has it?',
        de: 'Muss der Betriebsrat zustimmen, und hat er es?',
      },
      hint: {
        en: 'BetrVG § 87(1) no. 6; BAG 1 ABR 7/15: visible comments about staff can be monitoring.',
        de: '§ 87 Abs. 1 Nr. 6 BetrVG; BAG 1 ABR 7/15: Kommentare über Beschäftigte können Überwachung sein.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'settled',
          label: {
            en: 'It has agreed, or it need not be asked',
            de: 'Er hat zugestimmt, oder muss nicht gefragt werden',
          },
          points: 0,
        },
        {
          id: 'under_way',
          label: {
            en: 'An agreement will be signed before the start',
            de: 'Eine Vereinbarung wird vor dem Start geschlossen',
          },
          points: 1,
        },
        {
          id: 'not_asked',
          label: { en: 'Not asked yet', de: 'Noch nicht gefragt' },
          points: 3,
        },
        {
          id: 'against',
          label: {
            en: 'Its consent is needed, and it objects',
            de: 'Seine Zustimmung ist nötig, und er lehnt ab',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
  ],
}
