// A copper bowl raised with the hammer: each mark is one blow.
#include "studio.inc"
Ground(srgb <0.70, 0.60, 0.50>)
Window(<-54, 58, -30>, <0, 4, 0>, 1.45)
Eye(<4, 25, -40>, <0.6, 3.2, -0.9>, 40, <-3, 5, -8>, 0.8)

#declare Copper = srgb <0.83, 0.46, 0.30>;
#macro Beaten(Size, Depth)
texture {
  pigment { bozo scale 3.2 warp { turbulence 0.7 }
    color_map { [0 color Copper] [0.65 color Copper * <1.02, 0.94, 0.90>] [1 color srgb <0.62, 0.30, 0.21>] } }
  normal { average normal_map {
    [3 crackle Depth form <1, 0, 0> scale Size]
    [1 granite 0.08 scale 1.1] } }
  finish { diffuse 0.30 ambient 0 metallic specular 0.7 roughness 0.018 reflection { 0.48 metallic } brilliance 1.5 }
}
#end
#macro Bowl(R, H, T)
lathe { cubic_spline 13,
  <0, -0.3>, <0.01, 0>, <R * 0.22, 0.02>, <R * 0.50, H * 0.14>, <R * 0.77, H * 0.40>, <R * 0.94, H * 0.73>, <R, H>,
  <R - T, H + T * 0.6>, <R * 0.94 - T * 1.6, H * 0.74>, <R * 0.77 - T * 1.5, H * 0.42 + T>, <R * 0.48, H * 0.15 + T * 1.3>, <0.01, T * 1.2>, <0, T * 1.2> }
#end
union {
  object { Bowl(10.6, 8.6, 0.26) Beaten(0.95, 1.15) }
  torus { 10.46, 0.24 translate y * 8.7 Beaten(0.6, 0.4) }
  rotate y * 20 translate <-2.6, 0.02, 3.4>
}
// the hammer, its head worn bright
union {
  union {
    lathe { cubic_spline 10, <0, -3.6>, <0.02, -3.5>, <1.15, -3.42>, <1.28, -3.0>, <0.85, -1.6>, <0.8, 0>, <0.85, 1.6>, <1.35, 3.0>, <0.02, 3.55>, <0, 3.6>
      texture { Steel } }
    sphere { 0, 1.15 scale <0.9, 1.1, 1.05> texture { Steel } }
  }
  lathe { cubic_spline 9, <0, -1.5>, <0.02, -1.45>, <0.62, -1.3>, <0.55, 0.8>, <0.62, 6>, <0.86, 14>, <0.9, 20>, <0.02, 24>, <0, 24>
    scale <0.8, 1, 1.1> rotate z * -90 rotate x * 0
    Wood(srgb <0.74, 0.55, 0.35>, srgb <0.50, 0.32, 0.17>, 5) }
  rotate x * 90 rotate y * -24 translate <-2.6, 1.15, -11.2>
}
