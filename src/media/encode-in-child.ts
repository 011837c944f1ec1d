import { createLanes, TooHard, type JobOptions } from '../platform/processes/child-lanes.ts';
import { workerFile } from '../platform/paths.ts';
import type { PictureFault } from '../words/index.ts';
import { PictureRefused, type Picture } from './picture.ts';

/** One at a time: an unpacked picture takes up to 400 MB, which come back when the child ends. */
const run = createLanes<Buffer, { picture: Picture } | { fault: PictureFault }>({
  file: workerFile('media/encode-worker.ts'),
  deadlineMs: 20_000,
  memoryMb: 192,
  lanes: 1,
});

/** As `encodePicture`, where a hostile file harms nobody else. @throws PictureRefused */
export async function encodeInChild(file: Buffer, limits: JobOptions = {}): Promise<Picture> {
  try {
    const encoded = await run(file, limits);
    if ('fault' in encoded) throw new PictureRefused(encoded.fault);
    const { picture } = encoded;
    return { ...picture, bytes: Buffer.from(picture.bytes) };
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    throw new PictureRefused({ code: 'too-hard', params: {} });
  }
}
