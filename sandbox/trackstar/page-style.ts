export const pageStyles = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#f4f5f7}
header{background:#14213d;color:#fff;padding-block:20px}
header>*,main{max-width:960px;margin-inline:auto;padding-inline:16px}
h1{font-size:22px;line-height:1.3;margin-block:0 4px}header p{margin-block:0;color:#dfe4ee}
main{padding-block:16px;display:grid;gap:24px}h2{font-size:18px;margin:0 0 8px}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(280px,100%),1fr))}
.cards li,details,.empty,form{background:#fff;border:1px solid #d9dde3;border-radius:10px;padding:12px 16px;margin:0}
.row{display:flex;justify-content:space-between;gap:8px;align-items:center}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:8px 0 0;font-size:14px}
dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
.badge{font-size:13px;padding:2px 10px;border-radius:999px;background:#e6e9ee;color:#1b1f24}
.fulfilled{background:#d3f0dc;color:#0b4a23}.exception,.cancelled,.backordered{background:#fbdcd9;color:#7a1a12}
.processing,.confirmed{background:#dbe6fd;color:#163a86}
form{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
input,button{font:inherit;min-height:44px;padding:6px 12px;border:1px solid #8a929c;border-radius:8px;background:#fff;color:inherit}
input{flex:1 1 140px;min-width:0}button{cursor:pointer}
details{margin-top:12px}summary{font-weight:600;min-height:32px;cursor:pointer}
table{border-collapse:collapse;width:100%;font-size:14px}caption{text-align:left;color:#57606a;padding-block:4px}
th,td{padding:6px 4px;border-top:1px solid #e6e9ee;text-align:left;font-weight:400}thead th{font-weight:600}
tbody th{overflow-wrap:anywhere}small{display:block;color:#57606a}.number{text-align:right;font-variant-numeric:tabular-nums}
:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}
`;

/** Brings orders and connections up to date in place; the stock form and what is open stay untouched. */
export const pageScript = `
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["orders", "connections"])
    document.getElementById(id).parentElement.replaceChildren(...fresh.getElementById(id).parentElement.childNodes);
  for (const table of document.querySelectorAll("details table"))
    table.replaceChildren(...(fresh.getElementById(table.parentElement.id)?.querySelector("table").childNodes ?? []));
}, 3000)
`;
