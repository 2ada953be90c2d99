(()=>{const f=document.currentScript,r=f?.src&&new URL(".",f.src).href,w=Symbol.for(r);if(!r||window[w])return;window[w]=f;const{components:S,position:C,theme:z}=f.dataset,b=S?.match(/[^\s,]+/g);let d={};try{d=sessionStorage}catch{}const u=({id:e,kind:t})=>r+e+t,M=e=>{try{d[u(e)]=1}catch{d={...d,[u(e)]:1}}},D=`
:host{all:initial!important}
aside{position:fixed;bottom:0;right:0;z-index:2147483647;box-sizing:border-box;width:min(24em,100% - 2em);max-height:calc(100% - 2em);overflow:auto;margin:1em;padding:.5em 1em;display:flex;gap:.5em;border:1px solid #8886;border-radius:12px;background:Canvas;color:CanvasText;color-scheme:light dark;box-shadow:0 4px 24px #0003;font:.9375em/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
[class^=top]{top:0;bottom:auto}
[class$=left]{left:0;right:auto}
div{flex:1}
p{display:flex;gap:.625em;margin:.5em 0}
svg{flex:none;width:1.45em;height:1.45em;fill:currentColor;color:light-dark(#2f63c9,#8fb1f7)}
path+path{fill:none;stroke:Canvas;stroke-width:2.2;stroke-linecap:round}
.degraded{color:light-dark(#8a6100,#e3b341)}
.partial{color:light-dark(#b4490b,#f19a5b)}
.major{color:light-dark(#c0242c,#ff8087)}
a{color:inherit;font-weight:600}
small{display:block;white-space:pre-line;opacity:.8;font-size:.9em}
button{all:unset;margin:.2em;width:1.5em;height:1.5em;font-size:1.25em;line-height:1.5;text-align:center;cursor:pointer}
:focus-visible{outline:2px solid;outline-offset:1px}
@media print{aside{display:none}}`,y="M10 1a9 9 0 1 0 .1 0z",E=[y,"M10 9v5m0-8v.1"],L={degraded:[y,"m6 8 4 4 4-4"],partial:["m10 1 10 18H0z","M10 7v5m0 3v.1"],major:["M6 1h8l5 5v8l-5 5H6l-5-5V6z","m7 7 6 6m0-6-6 6"]};let n,c,p,l,x;const s=(e,t,o,h="")=>{const a=/svg|path/.test(t)?"2000/svg":"1999/xhtml",i=document.createElementNS(`http://www.w3.org/${a}`,t);for(const g in o)i.setAttribute(g,o[g]);return i.textContent=h,e.append(i),i},$=()=>{c=document.createElement("div");const e=c.attachShadow({mode:"closed"}),t=new CSSStyleSheet;t.replaceSync(D),e.adoptedStyleSheets=[t];const o=s(e,"aside",{class:C,lang:n.language,dir:n.direction,"aria-label":n.label});o.style.colorScheme=z??"",p=s(o,"div",{role:"status"}),s(o,"button",{"aria-label":n.hide},"\xD7").onclick=()=>{l.forEach(M),c.remove()}},j=()=>{p.textContent="";for(const{kind:e,title:t,state:o,about:h,path:a}of l){const i=s(p,"p"),g=s(i,"svg",{class:e,viewBox:"0 0 20 20","aria-hidden":!0});for(const N of L[e]??E)s(g,"path",{d:N});const v=s(i,"span"),{href:k}=new URL(a,r);s(v,"a",{href:k.startsWith(r)?k:r,target:"_blank",rel:"noopener",dir:"auto"},t),s(v,"small",{},`${o}
${h}`)}},O=()=>{const e=Date.parse(n.made),t=Math.max(Date.now(),e),o=!(t-e>n.stale_after*1e3),h=JSON.stringify(l);if(l=n.notices.filter(a=>o&&!(t<Date.parse(a.from))&&!(t>=Date.parse(a.until))&&(!b||!a.components[0]||a.components.some(i=>b.includes(i)))&&!d[u(a)]),!l.length)return c?.remove();c||$(),c.isConnected?h!==JSON.stringify(l)&&j():(p.textContent="",document.body.append(c),l=0,setTimeout(m,100))},m=async()=>{try{if(!document.hidden&&!(performance.now()-x<115e3)){x=performance.now();const t=await(await fetch(`${r}embed/notice.json`,{cache:"no-cache",credentials:"omit",referrerPolicy:"no-referrer",signal:AbortSignal.timeout(2e4)})).json();t.made>=(n?.made??"")&&(n=t)}}catch{}try{O()}catch{}};document.addEventListener("visibilitychange",m),setInterval(m,3e4),document.body?m():addEventListener("DOMContentLoaded",m)})();
