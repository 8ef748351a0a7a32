"use strict";
// The map: countries by their outlines, places as circles on the globe, as large as they are uncertain.
(() => {
  const svg = document.getElementById("map");
  if (!svg || !window.d3 || !window.topojson) return;
  const NS = "http://www.w3.org/2000/svg";
  const [width, height] = [960, innerWidth < 640 ? 960 : 520];
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const QUADS = ["mx", "vx", "vc", "mc"];
  const NAMES = { vc: "verbal cooperation", mc: "material cooperation", vx: "verbal conflict", mx: "material conflict" };
  const UNNUMBERED = { Kosovo: "XKX", Somaliland: "SOM", "N. Cyprus": "CYP" };
  const DISPUTED = new Set(["W. Sahara", "N. Cyprus", "Somaliland", "Kosovo", "Siachen Glacier", "Palestine"]);

  const make = (name, attributes, parent) => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (parent) parent.append(element);
    return element;
  };
  const titled = (element, words) => { make("title", {}, element).textContent = words; return element; };
  const prevailing = (spot) => QUADS.reduce((best, kind) => ((spot.kinds[kind] || 0) > (spot.kinds[best] || 0) ? kind : best), QUADS[0]);
  const told = (spot) =>
    `${spot.name}${spot.disputed ? " (disputed)" : ""}: ${QUADS.filter((k) => spot.kinds[k]).map((k) => `${spot.kinds[k]} ${NAMES[k]}`).join(", ")}; known to the ${spot.precision}`;

  const projection = d3.geoNaturalEarth1();
  const path = d3.geoPath(projection);
  const load = (address) => fetch(address).then((answer) => { if (!answer.ok) throw new Error(answer.statusText); return answer.json(); });

  const hatch = () => {
    const defs = make("defs", {}, svg);
    const pattern = make("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    make("line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 6 }, pattern);
  };

  const draw = (world, codes, areas, spots) => {
    svg.replaceChildren();
    hatch();
    const countries = topojson.feature(world, world.objects.countries).features;
    const of = (feature) => codes[feature.id] || UNNUMBERED[feature.properties.name] || null;
    const whole = new Map(spots.filter((s) => s.precision === "country" && s.country).map((s) => [s.country, s]));
    make("path", { class: "sea", d: path({ type: "Sphere" }) }, svg);
    const land = make("g", { class: "land" }, svg);
    for (const feature of countries) {
      const spot = whole.get(of(feature));
      const shape = make("path", { d: path(feature) || "" }, land);
      if (spot) {
        shape.setAttribute("class", `whole q-${prevailing(spot)}`);
        shape.setAttribute("fill-opacity", Math.min(0.6, 0.16 + 0.1 * Math.log2(1 + spot.count)));
      }
      titled(shape, spot ? told(spot) : feature.properties.name);
      if (DISPUTED.has(feature.properties.name)) make("path", { class: "disputed", d: path(feature) || "" }, land);
    }
    make("path", { class: "borders", d: path(topojson.mesh(world, world.objects.countries, (a, b) => a !== b)) || "" }, svg);
    for (const area of areas) {
      // On a sphere the winding says which side is inside; these are all small.
      if (d3.geoArea(area) > Math.PI) area.geometry.coordinates.forEach((ring) => ring.reverse());
      titled(make("path", { class: "disputed", d: path(area) || "" }, svg), `${area.properties.name}: disputed`);
    }
    const over = make("g", { class: "spots" }, svg);
    for (const spot of spots) {
      if (spot.lon === null || (spot.precision === "country" && spot.country && countries.some((f) => of(f) === spot.country))) continue;
      const link = make("a", { href: svg.dataset.actors.replace("PLACE", encodeURIComponent(spot.id)), tabindex: -1 }, over);
      const circle = d3.geoCircle().center([spot.lon, spot.lat]).radius(spot.radius / 111.2)();
      const kind = prevailing(spot);
      make("path", { class: `area q-${kind}${spot.disputed ? " dashed" : ""}`, d: path(circle) || "" }, link);
      const middle = projection([spot.lon, spot.lat]);
      if (middle) make("circle", { class: `spot q-${kind}`, cx: middle[0], cy: middle[1], r: Math.min(9, 2.5 + Math.sqrt(spot.count)) * (innerWidth < 640 ? 2 : 1) }, link);
      titled(link, told(spot));
    }
  };

  const fit = (spots) => {
    const points = spots.filter((s) => s.lon !== null).map((s) => [s.lon, s.lat]);
    projection.rotate([0, 0]).fitExtent([[8, 8], [width - 8, height - 8]], { type: "Sphere" });
    if (!points.length) return;
    const spread = { type: "MultiPoint", coordinates: points };
    if (points.length > 1) projection.fitExtent([[90, 70], [width - 90, height - 70]], spread);
    const most = 2600, least = projection.scale();
    if (least > most || points.length === 1) projection.scale(points.length === 1 ? 900 : most).translate([width / 2, height / 2]).center(d3.geoCentroid(spread));
  };

  Promise.all([load("/assets/vendor/countries-50m.json"), load("/assets/country-codes.json"), load("/assets/disputed.json"), load(svg.dataset.places)])
    .then(([world, codes, areas, spots]) => {
      const show = () => draw(world, codes, areas.features, spots);
      fit(spots);
      show();
      svg.dataset.drawn = "yes";
      const about = (factor, x = width / 2, y = height / 2) => {
        const [tx, ty] = projection.translate();
        projection.scale(projection.scale() * factor).translate([x + (tx - x) * factor, y + (ty - y) * factor]);
        show();
      };
      for (const button of document.querySelectorAll("[data-zoom]"))
        button.addEventListener("click", () => {
          if (button.dataset.zoom === "fit") { projection.center([0, 0]); fit(spots); show(); } else about(button.dataset.zoom === "in" ? 1.5 : 1 / 1.5);
        });
      let held = null;
      svg.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, projection.translate()]; });
      svg.addEventListener("pointermove", (event) => {
        if (!held || event.buttons !== 1) return;
        const unit = width / svg.getBoundingClientRect().width;
        projection.translate([held[2][0] + (event.clientX - held[0]) * unit, held[2][1] + (event.clientY - held[1]) * unit]);
        requestAnimationFrame(show);
      });
      addEventListener("pointerup", () => { held = null; });
    })
    .catch((problem) => {
      svg.replaceChildren();
      make("text", { x: 20, y: 40 }, svg).textContent = `The map cannot be drawn (${problem.message}). The table below says the same.`;
    });
})();
