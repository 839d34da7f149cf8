// Three thrown bowls: the rings of the fingers under the glaze, the foot bare.
#include "studio.inc"
Ground(srgb <0.80, 0.68, 0.55>)
Window(<-62, 62, -34>, <0, 4, 0>, 1.2)
Eye(<6, 23, -46>, <0.5, 4.0, 0>, 33, <-3, 7, -7>, 0.9)

#declare Clay = srgb <0.62, 0.40, 0.27>;
// Rings of a hand: never quite even.
#macro Rings(Height, Depth)
  normal { function { sin(y * 6.283 / Height + 1.1 * f_noise3d(x * 0.10, y * 0.5, z * 0.10)
    + 0.8 * sin(y * 1.3)) * 0.5 + 0.5 } Depth accuracy 0.004 }
#end
#macro Glazed(Body, Thin, Line)
texture {
  pigment { function { y + 0.55 * (f_noise3d(x * 0.55, 0, z * 0.55) - 0.5) + 0.35 * f_noise3d(x * 2, y, z * 2) }
    scale 1
    pigment_map {
      [0 color Clay]
      [Line / 20 granite scale 0.6 color_map { [0 color Clay * 0.75] [1 color Clay * 1.05] }]
      [Line / 20 + 0.004 color Thin]
      [Line / 20 + 0.05 bozo scale 1.6 warp { turbulence 0.9 }
        color_map { [0 color Body] [0.6 color Body * 0.85 + Thin * 0.15] [1 color Thin] }]
      [1 bozo scale 1.6 warp { turbulence 0.9 }
        color_map { [0 color Body] [0.6 color Body * 0.85 + Thin * 0.15] [1 color Thin] }]
    } }
  Rings(1.15, 0.5)
  finish { diffuse 0.72 ambient 0 specular 0.5 roughness 0.004 reflection { 0.02, 0.38 fresnel on } conserve_energy }
}
texture { // iron that has come through
  pigment { crackle solid scale 0.16
    color_map { [0 color rgbt 1] [0.93 color rgbt 1] [0.94 color rgbt <0.16, 0.07, 0.03, 0.35>] [1 color rgbt <0.16, 0.07, 0.03, 0.35>] } }
  finish { diffuse 0.7 ambient 0 specular 0.4 roughness 0.004 }
}
#end
#macro Bowl(R, H, Foot, T)
lathe { cubic_spline 15,
  <0, 0.5>, <0.01, 0.35>, <Foot * 0.82, 0.35>, <Foot * 0.9, 0>, <Foot, 0.02>, <Foot * 1.02, 0.8>,
  <R * 0.62, H * 0.22>, <R * 0.88, H * 0.55>, <R, H * 0.97>, <R - T * 0.4, H + T * 0.35>, <R - T, H * 0.95>,
  <R * 0.85 - T, H * 0.58 + T * 0.3>, <R * 0.55, H * 0.24 + T>, <0.01, H * 0.12 + T>, <0, H * 0.12 + T>
  interior { ior 1.5 }
}
#end
#declare A = object { Bowl(9.2, 7.6, 3.6, 0.62) }
object { A texture { pigment { color Clay } } scale 1 translate <0, -100, 0> }
union {
  object { Bowl(9.2, 7.6, 3.6, 0.62) Glazed(srgb <0.33, 0.47, 0.47>, srgb <0.66, 0.53, 0.36>, 1.9) }
  rotate y * 40 translate <-4.6, 0, 3>
}
union {
  object { Bowl(5.8, 5.2, 2.6, 0.5) Glazed(srgb <0.86, 0.81, 0.71>, srgb <0.60, 0.40, 0.24>, 1.5) }
  rotate y * 140 translate <8.2, 0, -3.4>
}
union {
  object { Bowl(3.9, 5.9, 2.2, 0.42) Glazed(srgb <0.42, 0.15, 0.09>, srgb <0.20, 0.09, 0.06>, 1.3) }
  rotate y * 250 translate <10.4, 0, 9>
}
