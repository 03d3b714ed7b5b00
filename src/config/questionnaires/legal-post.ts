import type { Questionnaire } from '../../domain/risk/types.ts'

/** The law of a single post, by German and EU law with a look at the FTC; sources are in `docs/risk.md`. */
export const legalPost: Questionnaire = {
  id: 'legal-post',
  version: 1,
  title: { en: 'Legal: post', de: 'Recht: Beitrag' },
  questions: [
    {
      id: 'claims',
      text: {
        en: 'Can every factual and advertising claim be proved?',
        de: 'Lässt sich jede Tatsachen- und Werbeaussage belegen?',
      },
      hint: {
        en: 'UWG §§ 5, 6: the proof must exist before publication. Strict for comparisons and green claims.',
        de: '§§ 5, 6 UWG: Der Beleg muss vorher vorliegen. Streng bei Vergleichen und Umweltaussagen.',
      },
      factor: 'likelihood',
      weight: 3,
      options: [
        {
          id: 'proved',
          label: { en: 'No claims, or proof on file for each', de: 'Keine Aussagen, oder alle belegt' },
          points: 0,
        },
        {
          id: 'promised',
          label: {
            en: 'Proof exists, we have not seen all of it',
            de: 'Belege gibt es, wir haben nicht alle gesehen',
          },
          points: 1,
        },
        {
          id: 'delicate',
          label: {
            en: 'Superlative, comparison or green claim, proved in part',
            de: 'Superlativ, Vergleich oder Umweltaussage, nur teils belegt',
          },
          points: 3,
        },
        {
          id: 'unproved',
          label: {
            en: 'A claim without proof, or a competitor is run down',
            de: 'Aussage ohne Beleg, oder ein Mitbewerber wird herabgesetzt',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'labelling',
      text: {
        en: 'Can everybody see at once that it is advertising, where it is?',
        de: 'Ist Werbung, wo es welche ist, sofort als solche erkennbar?',
      },
      hint: {
        en: 'DDG § 6, UWG § 5a(4), FTC 16 CFR 255: also for gifts, affiliate links and posts by staff.',
        de: '§ 6 DDG, § 5a Abs. 4 UWG, FTC 16 CFR 255: auch bei Geschenken, Affiliate-Links, Mitarbeiterposts.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'clear',
          label: {
            en: 'Own channel in our name, or labelled clearly at the start',
            de: 'Eigener Kanal unter unserem Namen, oder am Anfang klar gekennzeichnet',
          },
          points: 0,
        },
        {
          id: 'tool_only',
          label: {
            en: 'Labelled by the platform’s own function only',
            de: 'Nur mit der Funktion der Plattform gekennzeichnet',
          },
          points: 1,
        },
        {
          id: 'hidden',
          label: {
            en: 'The label is hidden, late or hard to understand',
            de: 'Die Kennzeichnung ist versteckt, spät oder unklar',
          },
          points: 3,
        },
        {
          id: 'missing',
          label: {
            en: 'Paid or rewarded, and not labelled',
            de: 'Bezahlt oder belohnt, und nicht gekennzeichnet',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'rights',
      text: {
        en: 'Do we hold the rights in text, pictures, music and marks, for this use?',
        de: 'Haben wir die Rechte an Texten, Bildern, Musik und Marken, für diese Nutzung?',
      },
      hint: {
        en: 'Check platforms, territory, term, edits and credit. App music is often not for companies.',
        de: 'Prüfen: Plattformen, Gebiet, Dauer, Bearbeitung, Nennung. Musik aus Apps gilt oft nicht für Firmen.',
      },
      factor: 'likelihood',
      weight: 3,
      options: [
        {
          id: 'held',
          label: {
            en: 'Our own work, or a licence for this use on file',
            de: 'Eigenes Werk, oder Lizenz für diese Nutzung liegt vor',
          },
          points: 0,
        },
        {
          id: 'details_open',
          label: {
            en: 'Licensed; credit, term or territory still to be checked',
            de: 'Lizenziert; Nennung, Dauer oder Gebiet noch zu prüfen',
          },
          points: 1,
        },
        {
          id: 'unclear',
          label: {
            en: 'Unclear: found on the web, app music, a meme, others’ marks',
            de: 'Unklar: aus dem Netz, Musik aus der App, Meme, fremde Marken',
          },
          points: 3,
        },
        {
          id: 'missing',
          label: { en: 'We know that a right is missing', de: 'Ein Recht fehlt, das wissen wir' },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'people',
      text: {
        en: 'Have recognisable people agreed, or is there another legal basis?',
        de: 'Haben erkennbare Personen eingewilligt, oder gibt es eine andere Rechtsgrundlage?',
      },
      hint: {
        en: 'KUG §§ 22, 23; GDPR Art. 6, 7, 9. Staff must be free to refuse; children need their parents.',
        de: '§§ 22, 23 KUG; Art. 6, 7, 9 DSGVO. Beschäftigte müssen ablehnen können; bei Kindern: Eltern.',
      },
      factor: 'impact',
      weight: 2,
      options: [
        {
          id: 'agreed',
          label: {
            en: 'Nobody recognisable, or written consent for this use',
            de: 'Niemand erkennbar, oder schriftliche Einwilligung hierfür',
          },
          points: 0,
        },
        {
          id: 'other_basis',
          label: {
            en: 'Contract, KUG § 23 or a documented interest',
            de: 'Vertrag, § 23 KUG oder dokumentiertes Interesse',
          },
          points: 1,
        },
        {
          id: 'partial',
          label: {
            en: 'Consent only spoken, or given for another use',
            de: 'Einwilligung nur mündlich, oder für eine andere Nutzung',
          },
          points: 3,
        },
        {
          id: 'none',
          label: {
            en: 'None, or children or sensitive data without one',
            de: 'Keine, oder Kinder oder sensible Daten ohne eine solche',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'regulated',
      text: {
        en: 'Is the subject specially regulated, and are the rules kept?',
        de: 'Ist das Thema besonders geregelt, und sind die Regeln eingehalten?',
      },
      hint: {
        en: 'Financial products, health and medicines (HWG), food, alcohol, gambling, prize draws, prices (PAngV).',
        de: 'Finanzprodukte, Gesundheit und Arznei (HWG), Lebensmittel, Alkohol, Glücks- und Gewinnspiel, Preise (PAngV).',
      },
      factor: 'impact',
      weight: 3,
      options: [
        {
          id: 'no',
          label: { en: 'Not regulated', de: 'Nicht besonders geregelt' },
          points: 0,
        },
        {
          id: 'complete',
          label: {
            en: 'Prize draw or prices, with complete terms and details',
            de: 'Gewinnspiel oder Preise, Bedingungen und Angaben vollständig',
          },
          points: 1,
        },
        {
          id: 'reviewed',
          label: {
            en: 'Financial, health or similar; mandatory notices are in it',
            de: 'Finanzen, Gesundheit o. Ä.; Pflichtangaben sind enthalten',
          },
          points: 2,
        },
        {
          id: 'missing',
          label: {
            en: 'Regulated, and terms, notices or a permit are missing',
            de: 'Geregelt, und Bedingungen, Pflichtangaben oder Erlaubnis fehlen',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'confidential',
      text: {
        en: 'Does it disclose anything confidential or price-sensitive?',
        de: 'Gibt der Beitrag Vertrauliches oder Kursrelevantes preis?',
      },
      hint: {
        en: 'MAR Art. 7, 17: inside information is published ad hoc first. Also NDAs, deals, results, personnel.',
        de: 'Art. 7, 17 MAR: Insiderinformationen zuerst ad hoc. Auch NDAs, Übernahmen, Zahlen, Personalien.',
      },
      factor: 'impact',
      weight: 3,
      options: [
        {
          id: 'public',
          label: { en: 'No, all of it is public already', de: 'Nein, alles ist bereits öffentlich' },
          points: 0,
        },
        {
          id: 'released',
          label: {
            en: 'Not public yet; everybody concerned has released it',
            de: 'Noch nicht öffentlich; alle Betroffenen haben es freigegeben',
          },
          points: 1,
        },
        {
          id: 'unconfirmed',
          label: {
            en: 'Embargo or NDA, the release is not confirmed',
            de: 'Sperrfrist oder NDA, die Freigabe ist nicht bestätigt',
          },
          points: 3,
          atLeast: 'medium',
        },
        {
          id: 'inside',
          label: {
            en: 'Possibly inside information that is not published yet',
            de: 'Womöglich Insiderinformation, noch nicht veröffentlicht',
          },
          points: 4,
          atLeast: 'critical',
        },
      ],
    },
    {
      id: 'ai',
      text: {
        en: 'Was the post made with AI, and is that disclosed where it must be?',
        de: 'Ist der Beitrag mit KI entstanden, und ist das offengelegt, wo es sein muss?',
      },
      hint: {
        en: 'EU AI Act Art. 50(4): deepfakes, and texts on public matters that no person is responsible for.',
        de: 'Art. 50 Abs. 4 KI-VO: Deepfakes, und Texte von öffentlichem Interesse ohne redaktionelle Verantwortung.',
      },
      factor: 'likelihood',
      weight: 1,
      options: [
        {
          id: 'no',
          label: {
            en: 'No, or only as an aid, checked by a person',
            de: 'Nein, oder nur als Hilfe, von einem Menschen geprüft',
          },
          points: 0,
        },
        {
          id: 'labelled',
          label: { en: 'Yes, and clearly labelled', de: 'Ja, und klar gekennzeichnet' },
          points: 1,
        },
        {
          id: 'unlabelled',
          label: {
            en: 'Yes, looks real, not labelled',
            de: 'Ja, wirkt echt, nicht gekennzeichnet',
          },
          points: 3,
          atLeast: 'medium',
        },
        {
          id: 'deepfake',
          label: {
            en: 'It imitates real people or events, not labelled',
            de: 'Echte Personen oder Ereignisse nachgeahmt, nicht gekennzeichnet',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
  ],
}
