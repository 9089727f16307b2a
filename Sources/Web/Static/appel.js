// What is wrong with a form is read first: the summary has the focus, in the browsers too that leave `autofocus` to fields. An
// address that names a field leads there.
const faults = document.getElementById("faults");
if (faults && !location.hash && document.activeElement !== faults) faults.focus();

// A form that is saved while one types, adds its budget up, and shows a question only where it is put. Everything it does, the
// buttons of the form do too.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector(".saved");
  const version = form.elements.version;
  let timer = null, isStopped = false, isBusy = false, isDirty = false;

  const tell = (text) => { if (said && said.textContent !== text) said.textContent = text; };
  const save = async () => {
    if (isStopped || isBusy || !isDirty) return;
    isBusy = true;
    isDirty = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("go", "auto");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const isJSON = (answer.headers.get("content-type") || "").startsWith("application/json");
      if (answer.ok && isJSON && !answer.redirected) {
        const told = await answer.json();
        version.value = told.version;
        tell(told.saved);
      } else if (answer.redirected) {
        isStopped = true;
        tell(said.dataset.lapsed);
      } else if (answer.status === 409) {
        isStopped = true;
        tell(said.dataset.conflict);
      } else if (isJSON) {
        // However often it is tried.
        isStopped = true;
        tell((await answer.json()).refused);
      } else {
        isDirty = true;
        tell(said.dataset.failed);
      }
    } catch {
      isDirty = true;
      tell(said.dataset.failed);
    }
    isBusy = false;
    if (isDirty && !isStopped) timer = setTimeout(save, 10000);
  };
  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
    follow();
    addUp();
  });
  form.addEventListener("submit", () => { isStopped = true; });
  window.addEventListener("online", save);

  // Amounts in cents, as people write them: the last mark is the decimals' unless three digits follow it.
  const cents = (text) => {
    const digits = text.replace(/[\s\u00a0\u202f€'’]/g, "").replace(/[.,]-$/, "");
    if (digits === "") return 0n;
    const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
    const isDecimal = last >= 0 && digits.length - last - 1 !== 3 && digits.split(digits[last]).length === 2;
    const whole = (isDecimal ? digits.slice(0, last) : digits).replace(/[.,]/g, "");
    const rest = isDecimal ? digits.slice(last + 1) : "";
    if (!/^\d{1,12}$/.test(whole) || !/^\d{0,2}$/.test(rest)) return null;
    return BigInt(whole) * 100n + BigInt((rest + "00").slice(0, 2));
  };
  const written = (value) => {
    const sign = value < 0n ? "−" : "", size = value < 0n ? -value : value;
    return sign + new Intl.NumberFormat(document.documentElement.lang + "-BE", { style: "currency", currency: "EUR" })
      .format(size / 100n).replace(/([.,])00(?!\d)/, (_, mark) => mark + String(size % 100n).padStart(2, "0"));
  };
  const budget = form.querySelector(".budget");
  const addUp = () => {
    if (!budget) return;
    const sums = {};
    for (const input of budget.querySelectorAll("[data-sum]")) {
      sums[input.dataset.sum] = (sums[input.dataset.sum] || 0n) + (cents(input.value) || 0n);
    }
    for (const output of budget.querySelectorAll("[data-total]")) output.textContent = written(sums[output.dataset.total] || 0n);
    const difference = (sums.costs || 0n) - (sums.resources || 0n);
    const size = difference < 0n ? -difference : difference;
    const text = size === 0n ? budget.dataset.balanced : budget.dataset.unbalanced.replace("{amount}", written(size));
    const balance = budget.querySelector(".balance strong");
    if (balance.textContent !== text) balance.textContent = text;
  };

  const follow = () => {
    for (const part of form.querySelectorAll(".when")) {
      const inputs = [...form.elements].filter((one) => one.name === part.dataset.field);
      const values = inputs.filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked).map((one) => one.value);
      const isPut = part.dataset.above !== ""
        ? values.some((value) => Number(value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".")) > Number(part.dataset.above))
        : values.some((value) => part.dataset.words.split(" ").includes(value));
      part.hidden = !isPut;
    }
  };
  follow();
}

// A document is sent with a sign of how far it is.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => {
    const input = form.querySelector("input[type=file]");
    if (!input.files.length) return;
    event.preventDefault();
    const said = form.querySelector(".saved"), button = form.querySelector("button"), bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", form.dataset.sending);
    said.replaceChildren(form.dataset.sending + " ", bar);
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (sent) => { if (sent.lengthComputable) bar.value = sent.loaded * 100 / sent.total; });
    // A button that is switched off loses the focus: it goes to where another document is chosen.
    const fail = () => { said.textContent = form.dataset.failed; button.disabled = false; input.focus(); };
    request.addEventListener("error", fail);
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) { location.assign(request.responseURL); return; }
      const why = request.response && request.response.querySelector(".faults li");
      fail();
      if (why) said.textContent = why.textContent;
    });
    request.send(new FormData(form));
  });
}

// What goes on while one looks at it: asked for anew every few seconds as long as somebody can see the page, shown when it changed.
// The link that loads the page again does the same.
for (const part of document.querySelectorAll("[data-live]")) {
  const note = document.querySelector("[data-live-note]"), said = document.getElementById("live-said");
  let tag = "", timer = null, isBusy = false, isOver = part.querySelector("[data-over]") !== null;

  // The link is of use where the page does not do it by itself.
  const tell = (text, isByHand) => {
    const words = note.querySelector("span");
    if (words.textContent !== text) words.textContent = text;
    note.querySelector("a").hidden = !isByHand;
  };
  const show = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").body;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    const opened = [...part.querySelectorAll("details")].map((one) => one.open);
    part.replaceChildren(...fresh.childNodes);
    part.querySelectorAll("details").forEach((one, place) => { one.open = opened[place] || one.open; });
    const before = focused && document.getElementById(focused);
    if (before) before.focus({ preventScroll: true });
    const root = part.querySelector("[data-said]");
    if (said && root && said.textContent !== root.dataset.said) said.textContent = root.dataset.said;
    isOver = part.querySelector("[data-over]") !== null;
  };
  const look = async () => {
    clearTimeout(timer);
    if (isOver || isBusy || document.hidden) return;
    isBusy = true;
    let wait = 5000;
    try {
      const answer = await fetch(part.dataset.live, {
        headers: tag ? { "If-None-Match": tag } : {}, credentials: "same-origin", cache: "no-store", redirect: "manual"
      });
      if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
        isOver = true;
        tell(note.dataset.lapsed, true);
      } else {
        if (answer.status === 200) {
          const isFirst = tag === "";
          tag = answer.headers.get("ETag") || "";
          const text = await answer.text();
          // The page that was just loaded shows this already, unless something changed meanwhile.
          if (!isFirst || new DOMParser().parseFromString(text, "text/html").body.textContent !== part.textContent) show(text);
        }
        if (answer.status < 400) tell(note.dataset.updating, false);
      }
    } catch {
      tell(note.dataset.failed, true);
      wait = 15000;
    }
    isBusy = false;
    if (!isOver) timer = setTimeout(look, wait);
  };
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, 5000);
}
