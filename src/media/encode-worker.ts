import { serveParent } from '../platform/processes/serve-parent.ts';
import { encodePicture } from './encode-picture.ts';

serveParent((file: Uint8Array) => encodePicture(Buffer.from(file)));
