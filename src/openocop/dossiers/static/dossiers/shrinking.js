// A photograph is made small on the device before it travels, upright as the camera noted, without what else it noted.

const EDGE = 3000, QUALITY = 0.85, SMALL = 1.5 * 1024 * 1024; // pixels; of 1; bytes below which a picture travels as it is

// Answers the smaller picture, or the file itself where it is none, is small already, or cannot be drawn here.
export async function shrunk(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}
