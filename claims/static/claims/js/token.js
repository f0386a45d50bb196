/**
 * After signing in again in another window, forms of this page need the new session's token.
 * @returns {Promise<boolean>} whether the page could be had again and its forms renewed
 */
export async function renewToken() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("main [name=csrfmiddlewaretoken]")?.value;
  if (!token || !page.getElementById("review-form")) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}
