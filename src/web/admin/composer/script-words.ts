import type { Desk } from '../../../words/index.ts';

/** What script says, as the page's own words: `{}` stands for what it puts in. */
export function scriptWords({ language, words: { composer } }: Desk): string {
  const { saving, unsaved, offline, signedOut, notSaved, cannotShow, lastGood } = composer;
  return JSON.stringify({
    language,
    saving,
    unsaved,
    offline,
    signedOut,
    notSaved,
    cannotShow,
    lastGood,
    savedAt: composer.savedAt('{}'),
    isLooking: composer.isLooking('{}'),
    isWriting: composer.isWriting('{}'),
    changedByOther: composer.changedByOther('{}'),
    takeTheirs: composer.takeTheirs('{}'),
    newerHere: composer.newerHere('{}'),
    ofAbout: composer.ofAbout('{}', '{about}'),
    cutAt: composer.cutAt('{}', '{about}'),
    tooMany: composer.tooMany('{}', '{about}'),
    oneWord: composer.words(1),
    twoWords: composer.words(2),
    insert: composer.insert,
    insertArticle: composer.insertArticle,
    findArticle: composer.findArticle,
    noArticle: composer.noArticle,
    text: composer.text,
    writeHere: composer.writeHere,
    tools: {
      heading: composer.heading,
      list: composer.list,
      quote: composer.quote,
      link: composer.link,
      name: composer.readersName,
      line: composer.line,
    },
  });
}
