import { addPicture, PictureRefused, type AddedPicture } from '../../../../media/index.ts';
import type { App } from '../../../../platform/app.ts';
import { InvalidInput } from '../../../../platform/errors.ts';
import type { Publication } from '../../../../publications/index.ts';
import { pictureFaultSays, type Desk } from '../../../../words/index.ts';
import type { Visit } from '../../door.ts';

/** The uploaded picture. @throws InvalidInput in the person's language. */
export async function takeInPicture(
  app: App,
  desk: Desk,
  publication: Publication,
  upload: Visit['upload'],
): Promise<AddedPicture & { alt: string }> {
  const { bytes, name, fields } = await upload();
  try {
    const picture = await addPicture(app, publication.id, { bytes });
    return { ...picture, alt: fields['alt'] ?? '' };
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    // A form without a choice sends an empty file without a name.
    const isNone = !name && error.fault.code === 'empty';
    const message = isNone ? desk.words.pictures.noFile : pictureFaultSays(error.fault, desk.language);
    throw new InvalidInput([{ field: 'file', message }]);
  }
}
